"""prometheus-client, whose server is asked for what a worker has counted."""

import socket
from urllib.request import urlopen

from prometheus_client import CollectorRegistry, Counter, start_http_server


class Server:
    """The server of metrics in a thread of the master."""

    row = "prometheus_client.start_http_server()"
    rounds = 2

    def prepare(self):
        self.port = _free()

    def build(self):
        return start_http_server(self.port, "127.0.0.1")

    def release(self, made):
        server, thread = made
        server.shutdown()
        server.server_close()
        thread.join()

    def work(self, _, token):
        Counter(token, "told by the server that this process asks").inc()
        with urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=3) as answer:
            return token if f"{token}_total 1.0" in answer.read().decode() else "nothing"

    def repair_in_worker_port_of_its_own(self, _):
        """a server of the worker's own, on a port of its own"""
        self.port = _free()
        start_http_server(self.port, "127.0.0.1")

    def no_help_build_registry(self):
        """a registry of its own, if the counters are not in it, either"""
        return start_http_server(self.port, "127.0.0.1", registry=CollectorRegistry())


def _free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]
