"""ldap3, with a few lines that speak its protocol: a search finds the entry that it asks for."""

import ldap3
from forklint_recipe import served

_SERVER = """
import socketserver, sys

def told(number, kind, body):
    body = number + bytes([kind, len(body)]) + body
    return bytes([0x30, len(body)]) + body

class Directory(socketserver.StreamRequestHandler):
    def handle(self):
        while head := self.rfile.read(2):
            data = self.rfile.read(head[1])
            number, kind, body = data[:2 + data[1]], data[2 + data[1]], data[4 + data[1]:]
            done = b"\\x0a\\x01\\0\\x04\\0\\x04\\0"
            if kind == 0x60:
                self.wfile.write(told(number, 0x61, done))
            elif kind == 0x63:
                name = body[:2 + body[1]]
                self.wfile.write(told(number, 0x64, name + b"\\x30\\0") + told(number, 0x65, done))
            elif kind == 0x42:
                return

server = socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Directory)
server.serve_forever()
"""


def _server():
    """Starts it, and says where it listens."""
    return ldap3.Server("127.0.0.1", served(_SERVER), get_info=ldap3.NONE)


def _found(connection, token):
    connection.search(f"cn={token}", "(cn=*)", attributes=[])
    return connection.response[0]["dn"].removeprefix("cn=")


class Connection:
    """A connection that is bound while loading."""

    row = "ldap3.Connection"
    rounds = 100
    deadline = 5.0

    def prepare(self):
        self.server = _server()

    def build(self):
        self.own = ldap3.Connection(self.server, receive_timeout=2)
        return self.own

    def use(self, connection):
        connection.bind()

    def release(self, connection):
        connection.unbind()

    def work(self, _connection, token):
        return _found(self.own, token)

    def repair_in_worker_bind(self, _connection):
        """bind in the worker"""
        self.use(self.build())

    def repair_in_master_unbind(self, connection):
        """`unbind()` at the end of loading, and bind again"""
        connection.unbind()
        self.work = self._bound

    def _bound(self, connection, token):
        if connection.closed:
            connection.bind()
        return _found(connection, token)

    def no_help_in_worker_unbind(self, connection):
        """`unbind()` the inherited connection in the worker: that ends the session for all"""
        connection.unbind()
        self.use(self.build())


class Bound:
    """A connection that its constructor binds."""

    row = "ldap3.Connection"
    state = "live"
    rounds = 100
    deadline = 5.0

    def prepare(self):
        self.server = _server()

    def build(self):
        return ldap3.Connection(self.server, auto_bind=True, receive_timeout=2)

    def release(self, connection):
        connection.unbind()

    def work(self, connection, token):
        return _found(connection, token)
