"""The client of InfluxDB 1, with a small web server."""

import json
from urllib.request import Request, urlopen

import influxdb


class Client:
    """A client after a query."""

    row = "influxdb.InfluxDBClient"
    service = "web"
    deadline = 6.0

    def prepare(self):
        series = {"name": "%TOKEN%", "columns": ["sold"], "values": [[1]]}
        data = json.dumps({"body": {"results": [{"series": [series]}]}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/query", data, method="PUT")).close()

    def build(self):
        return influxdb.InfluxDBClient(self.at.host, self.at.port, timeout=2, retries=1)

    def use(self, client):
        self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.query(f"SELECT * FROM {token}").keys()[0][0]

    def repair_in_master_close(self, client):
        """`client.close()` at the end of loading: it goes on with new connections"""
        client.close()
