"""paho-mqtt, with a few lines that speak its protocol in a process of their own."""

import queue

import paho.mqtt.client as mqtt
from forklint_recipe import OfProcess, served

_SERVER = """
import socketserver, sys

class One(socketserver.StreamRequestHandler):
    def handle(self):
        while kind := self.rfile.read(1):
            size = shift = 0
            while (one := self.rfile.read(1)[0]) & 128:
                size |= (one & 127) << shift
                shift += 7
            data = self.rfile.read(size | one << shift)
            kind = kind[0] >> 4
            if kind == 1:
                self.wfile.write(b"\\x20\\x02\\0\\0")
            elif kind == 3:
                self.wfile.write(bytes([0x30, len(data)]) + data)
            elif kind == 8:
                self.wfile.write(b"\\x90\\x03" + data[:2] + b"\\0")
            elif kind == 12:
                self.wfile.write(b"\\xd0\\0")

socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), One).serve_forever()
"""


class Client:
    """A client with the thread of its network loop."""

    row = "paho.mqtt.client.Client"
    deadline = 4.0
    rounds = 3

    def prepare(self):
        self.port = served(_SERVER)
        self.ended = False

    def build(self):
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, userdata=queue.Queue())
        client.on_message = lambda _, got, message: got.put(message.payload.decode())
        return client

    def use(self, client):
        if not isinstance(client, OfProcess):
            client.connect("127.0.0.1", self.port)
            client.loop_start()

    def work(self, client, token):
        if self.ended:
            self.use(client)
            self.ended = False
        client.publish("shop", token)
        return client.user_data_get().get(timeout=1)

    def _connected(self):
        client = self.build()
        self.use(client)
        return client

    def repair_build_of_process(self):
        """connect on first use, in the worker"""
        return OfProcess(self._connected)

    def repair_in_master_ended(self, client):
        """`disconnect()` and `loop_stop()` before loading ends, and connect again in the worker"""
        client.disconnect()
        client.loop_stop()
        self.ended = True

    def no_help_in_worker_reconnected(self, client):
        """`client.reconnect()` alone: no thread reads in the worker"""
        client.reconnect()
