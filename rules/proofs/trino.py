"""The client of Trino, with a small web server."""

import json
from urllib.request import Request, urlopen

import trino


class Connection:
    """A connection after a query."""

    row = "trino.dbapi.Connection"
    service = "web"
    deadline = 6.0

    def prepare(self):
        column = {"name": "sold", "type": "varchar", "typeSignature": {"rawType": "varchar", "arguments": []}}
        told = {"id": "1", "infoUri": "", "columns": [column], "data": [["%TOKEN%"]], "stats": {"state": "FINISHED"}}
        data = json.dumps({"body": told, "headers": {"Content-Type": "application/json"}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/v1/statement", data, method="PUT")).close()

    def build(self):
        return trino.dbapi.connect(host=self.at.host, port=self.at.port, user="proof", request_timeout=2)

    def use(self, connection):
        self.work(connection, "mr0")

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        cursor = connection.cursor()
        cursor.execute(f"SELECT '{token}'")
        return cursor.fetchone()[0]

    def repair_in_master_close(self, connection):
        """`close()` at the end of loading: it goes on with new connections"""
        connection.close()
