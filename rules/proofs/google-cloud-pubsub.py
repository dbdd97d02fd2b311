"""google-cloud-pubsub, with a server in a process of its own that gives each message its text as the id."""

import time

import grpc
from forklint_recipe import served
from google.cloud import pubsub_v1
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport

SERVER = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
import grpc
from google.pubsub_v1.types import PublishRequest, PublishResponse

def publish(request, context):
    texts = [message.data.decode() for message in PublishRequest.deserialize(request).messages]
    time.sleep(2 if "slow" in texts else 0)
    return PublishResponse.serialize(PublishResponse(message_ids=texts))

class Topic(grpc.GenericRpcHandler):
    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(publish)

server = grpc.server(ThreadPoolExecutor(8), handlers=[Topic()])
server.add_insecure_port("127.0.0.1:" + sys.argv[1])
server.start()
server.wait_for_termination()
"""
TOPIC = "projects/proof/topics/proof"


class Publisher:
    """A client whose thread is publishing while the master forks."""

    row = "google.cloud.pubsub_v1.PublisherClient"
    deadline = 5.0
    rounds = 3

    def prepare(self):
        self.address = f"127.0.0.1:{served(SERVER)}"

    def build(self):
        return pubsub_v1.PublisherClient(transport=PublisherGrpcTransport(channel=grpc.insecure_channel(self.address)))

    def use(self, client):
        self.work(client, "ready")
        client.publish(TOPIC, b"slow")
        time.sleep(0.5)

    def work(self, client, token):
        return client.publish(TOPIC, token.encode()).result(timeout=3)

    def repair_build_where_used(self):
        """a client that each process makes when it first publishes"""
        self.use = print
        self.work = lambda own, token: Publisher.work(
            self, own[0] if own else own.append(self.build()) or own[0], token
        )
        return []
