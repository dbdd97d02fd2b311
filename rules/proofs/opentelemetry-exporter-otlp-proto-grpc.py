"""opentelemetry-exporter-otlp-proto-grpc, with a server in a process of its own that takes every span."""

import threading
import time

from forklint_recipe import served
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider

SERVER = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
import grpc

def take(request, context):
    time.sleep(1 if b"slow" in request else 0)
    return b""

class Sink(grpc.GenericRpcHandler):
    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(take)

server = grpc.server(ThreadPoolExecutor(8), handlers=[Sink()])
server.add_insecure_port("127.0.0.1:" + sys.argv[1])
server.start()
server.wait_for_termination()
"""


class Exporter:
    """An exporter whose thread is sending while the master forks."""

    row = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter.OTLPSpanExporter"
    deadline = 5.0
    rounds = 3

    def prepare(self):
        self.port = served(SERVER)
        self.tracer = TracerProvider(shutdown_on_exit=False).get_tracer("proof")

    def build(self):
        return OTLPSpanExporter(f"http://127.0.0.1:{self.port}", insecure=True, timeout=3)

    def use(self, exporter):
        for name in ("ready", "slow", "slow"):
            threading.Thread(target=self.work, args=(exporter, name), daemon=True).start()
            time.sleep(0.7)

    def work(self, exporter, token):
        span = self.tracer.start_span(token)
        span.end()
        return token if exporter.export([span]).name == "SUCCESS" else "lost"

    def repair_build_where_used(self):
        """an exporter that each process makes when it first sends"""
        self.use = print
        self.work = lambda own, token: Exporter.work(self, own[0] if own else own.append(self.build()) or own[0], token)
        return []
