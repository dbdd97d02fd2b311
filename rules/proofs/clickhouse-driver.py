"""clickhouse-driver, with a few lines that speak ClickHouse's own protocol in a process of their own."""

import clickhouse_driver
import clickhouse_driver.dbapi
from forklint_recipe import served

_SERVER = """
import re, socketserver, sys

def text(value):
    return bytes([len(value)]) + value

class One(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.recv(65536)
        self.request.sendall(b"\\0" + text(b"ClickHouse") + b"\\1\\1" + b"\\xd0\\x86\\3")
        while data := self.request.recv(65536):
            for kind, token in re.findall(rb"SELECT '(\\w)(\\w*)'", data):
                self.request.sendall(b"\\1\\1\\1" + text(b"token") + text(b"String") + text(kind + token) + b"\\5")
            if data.endswith(b"\\4"):
                self.request.sendall(b"\\4")

socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), One).serve_forever()
"""


class Client:
    """A client with its one connection."""

    row = "clickhouse_driver.Client"
    deadline = 4.0
    rounds = 50

    def prepare(self):
        self.port = served(_SERVER)

    def build(self):
        return clickhouse_driver.Client("127.0.0.1", self.port, send_receive_timeout=2, sync_request_timeout=1)

    def use(self, client):
        self.work(client, "first")

    def release(self, client):
        client.disconnect()

    def work(self, client, token):
        return client.execute(f"SELECT '{token}'")[0][0]

    def repair_in_master_disconnected(self, client):
        """`client.disconnect()` at the end of loading"""
        client.disconnect()


class Connection:
    """A connection of the DB API, after a cursor has asked something."""

    row = "clickhouse_driver.dbapi.connection.Connection"
    deadline = 4.0
    rounds = 20

    def prepare(self):
        self.port = served(_SERVER)

    def build(self):
        return clickhouse_driver.dbapi.connect(host="127.0.0.1", port=self.port)

    def use(self, connection):
        self.cursor = connection.cursor()
        self.work(connection, "first")

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        self.cursor.execute(f"SELECT '{token}'")
        return self.cursor.fetchone()[0]

    def repair_in_worker_cursor(self, connection):
        """another cursor in the worker: each has a connection of its own"""
        self.cursor = connection.cursor()
