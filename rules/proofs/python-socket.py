"""Sockets of the standard library, and a server in a process of its own that answers each line with itself."""

import http.client
import socket
import subprocess
import sys
import time
import xmlrpc.client
from pathlib import Path

_LINES = """
import os, socketserver
class Lines(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line)
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Lines)
"""
_WEB = """
import http.server, os
class Web(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    def do_GET(self):
        answer = self.path.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
    def log_message(self, *told):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)
"""
_CALLS = """
import os, socketserver, xmlrpc.server
class Handler(xmlrpc.server.SimpleXMLRPCRequestHandler):
    protocol_version = "HTTP/1.1"
class Calls(socketserver.ThreadingMixIn, xmlrpc.server.SimpleXMLRPCServer):
    daemon_threads = True
server = Calls(("127.0.0.1", 0), Handler, logRequests=False)
server.register_function(lambda token: token, "echo")
"""
_SERVING = """
open("port.part", "w").write(str(server.server_address[1]))
os.rename("port.part", "port")
server.serve_forever()
"""


def _port(server):
    """Starts a server and says where it listens."""
    nothing = subprocess.DEVNULL
    subprocess.Popen([sys.executable, "-c", server + _SERVING], stdin=nothing, stdout=nothing, stderr=nothing)
    while not Path("port").exists():
        time.sleep(0.02)
    return int(Path("port").read_text())


class Connected:
    """A socket that is connected; each process asks and reads its answer."""

    row = "socket.socket"
    state = "live"
    deadline = 4.0
    rounds = 300

    def prepare(self):
        self.port = _port(_LINES)

    def build(self):
        self.own = socket.create_connection(("127.0.0.1", self.port), timeout=1.5)
        return self.own

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        if self.own.fileno() < 0:
            self.build()
        self.own.sendall(token.encode() + b"\n")
        return self.own.recv(100).decode().strip()

    def repair_in_worker_connect(self, connection):
        """connect in the worker"""
        self.build()

    def no_help_in_worker_shutdown(self, connection):
        """shut it down in the worker and connect anew: the connection ends for all"""
        connection.shutdown(socket.SHUT_RDWR)
        self.build()


class Datagrams:
    """A socket of datagrams, which keep their boundaries: several processes may send on it."""

    row = "socket.socket"
    state = "harmless"
    alone = "w0"
    rounds = 20

    def prepare(self):
        self.receiver = socket.socket(type=socket.SOCK_DGRAM)
        self.receiver.bind(("127.0.0.1", 0))
        self.receiver.settimeout(1)

    def build(self):
        return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)

    def use(self, sender):
        sender.connect(self.receiver.getsockname())

    def work(self, sender, token):
        sender.send(token.encode())
        if token.startswith("w"):
            return token
        got = {self.receiver.recv(100).decode() for _ in range(41)}
        return token if len(got) == 41 else "datagrams were mixed"


class Web:
    """An HTTP connection that is kept open."""

    row = "http.client.HTTPConnection"
    deadline = 4.0
    rounds = 200

    def prepare(self):
        self.port = _port(_WEB)

    def build(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=1.5)

    def use(self, connection):
        self.work(connection, "first")

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        connection.request("GET", f"/{token}")
        return connection.getresponse().read().decode().lstrip("/")

    def repair_in_master_close(self, connection):
        """close it before the fork: it connects again on its next use"""
        connection.close()

    def repair_in_worker_close(self, connection):
        """close it in the worker: it connects again on its next use"""
        connection.close()


class Proxy:
    """An XML-RPC proxy that keeps its connection open."""

    row = "xmlrpc.client.ServerProxy"
    deadline = 4.0
    rounds = 200

    def prepare(self):
        self.port = _port(_CALLS)

    def build(self):
        return xmlrpc.client.ServerProxy(f"http://127.0.0.1:{self.port}")

    def use(self, proxy):
        proxy.echo("first")

    def release(self, proxy):
        proxy("close")()

    def work(self, proxy, token):
        return proxy.echo(token)

    def repair_in_master_close(self, proxy):
        """leave its `with` block before the fork"""
        proxy("close")()
