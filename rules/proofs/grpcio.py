"""grpcio, with a small server in a process of its own."""

import asyncio
import os
import threading
import time

from forklint_recipe import served

SERVER = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
import grpc

def answer(request, context):
    time.sleep(2 if request == b"slow" else 0)
    return request

class Echo(grpc.GenericRpcHandler):
    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(answer)

server = grpc.server(ThreadPoolExecutor(4), handlers=[Echo()])
server.add_insecure_port("127.0.0.1:" + sys.argv[1])
server.start()
server.wait_for_termination()
"""


def _grpc():
    """Imported late: it reads its environment while it is imported."""
    import grpc

    return grpc


class Watched:
    """A channel that has been used and is watched: a thread is inside the library while the master forks."""

    row = "grpc.Channel"
    deadline = 4.0
    rounds = 5

    def prepare(self):
        self.address = f"127.0.0.1:{served(SERVER)}"

    def build(self):
        return _grpc().insecure_channel(self.address)

    def use(self, channel):
        self.work(channel, "mr0")
        channel.subscribe(print)

    def release(self, channel):
        channel.close()
        time.sleep(1)  # its threads end a little later

    def work(self, channel, token):
        self.own = channel or self.own or self.build()
        return self.own.unary_unary("/echo.Echo/Say")(token.encode(), timeout=3).decode()

    def repair_build_where_used(self):
        """a channel that each process makes when it first calls"""
        self.use = print
        self.own = None

    def no_help_in_worker_new_channel(self, _):
        """a channel of the worker's own, where the master's is open and watched"""
        own = self.build()
        self.work = lambda _, token: Watched.work(self, own, token)


class Supported:
    """GRPC_ENABLE_FORK_SUPPORT=1 in the environment, as gRPC's documentation has it; a thread waits for an answer."""

    row = "grpc.Channel"
    deadline = 4.0
    rounds = 5

    def prepare(self):
        os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"
        Watched.prepare(self)

    def build(self):
        return Watched.build(self)

    def use(self, channel):
        self.work(channel, "mr0")
        threading.Thread(target=channel.unary_unary("/echo.Echo/Say"), args=(b"slow",), daemon=True).start()
        time.sleep(0.3)

    def work(self, channel, token):
        return Watched.work(self, channel, token)


class Async:
    """An asynchronous channel after a call; the worker goes on with the loop of the master."""

    row = "grpc.aio.Channel"
    deadline = 4.0
    rounds = 5

    def prepare(self):
        self.address = f"127.0.0.1:{served(SERVER)}"
        self.loop = asyncio.new_event_loop()

    def build(self):
        return self.loop.run_until_complete(self._made())

    def use(self, channel):
        self.work(channel, "mr0")

    def work(self, channel, token):
        if self.loop is None:
            self.loop = asyncio.new_event_loop()
            self.own = self.build()
        return self.loop.run_until_complete(self._answer(channel or self.own, token))

    def repair_build_where_used(self):
        """a loop and a channel that each process makes when it first calls"""
        self.use = print
        self.loop = None

    async def _made(self):
        return _grpc().aio.insecure_channel(self.address)

    async def _answer(self, channel, token):
        return (await channel.unary_unary("/echo.Echo/Say")(token.encode(), timeout=3)).decode()
