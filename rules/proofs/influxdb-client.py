"""The client of InfluxDB 2, with a small web server."""

import http.client
import os

import influxdb_client
from forklint_recipe import OfProcess


def _client(at):
    return influxdb_client.InfluxDBClient(f"http://{at.host}:{at.port}", "secret", org="shop", timeout=2000)


class Client:
    """A client with its pool of kept-alive connections."""

    row = "influxdb_client.InfluxDBClient"
    service = "web"
    deadline = 4.0

    def build(self):
        return _client(self.at)

    def use(self, client):
        if not isinstance(client, OfProcess):
            self.work(client, "mr0")

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.query_api().query_raw(token).data.decode()

    def repair_build_of_process(self):
        """make the client on first use, in the worker"""
        return OfProcess(self.build)


class Batching:
    """The API that collects points for a thread."""

    row = "influxdb_client.WriteApi"
    service = "web"
    deadline = 5.0
    rounds = 1

    def prepare(self):
        self.client = _client(self.at)

    def build(self):
        options = influxdb_client.WriteOptions(batch_size=50, flush_interval=100)
        return self.client.write_api(write_options=options)

    def release(self, api):
        api.close()

    def work(self, api, token):
        point = f"{token}p{os.getpid()}"
        api.write("shop", record=f"sold,item={point} number=1")
        connection = http.client.HTTPConnection(self.at.host, self.at.port)
        connection.request("GET", f"/seen/{point}")
        return connection.getresponse().read().decode().removesuffix(f"p{os.getpid()}")

    def repair_build_synchronous(self):
        """`write_options=SYNCHRONOUS`"""
        return self.client.write_api(write_options=influxdb_client.client.write_api.SYNCHRONOUS)
