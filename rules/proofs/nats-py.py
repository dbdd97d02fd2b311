"""nats-py, with a few lines that speak its protocol in a process of their own."""

import asyncio

import nats
from forklint_recipe import loop, served

_SERVER = """
import socketserver, sys

class One(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b'INFO {"server_id":"S","version":"2.10.0","max_payload":1048576,"headers":true}\\r\\n')
        subscribed = {}
        for line in self.rfile:
            words = line.split()
            if words[0] == b"PING":
                self.wfile.write(b"PONG\\r\\n")
            elif words[0] == b"SUB":
                subscribed[words[1]] = words[-1]
            elif words[0] == b"PUB":
                data = self.rfile.read(int(words[-1]) + 2)
                if words[1] in subscribed:
                    self.wfile.write(b"MSG %s %s %d\\r\\n" % (words[1], subscribed[words[1]], len(data) - 2) + data)

socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), One).serve_forever()
"""


def _run(coroutine):
    return loop().run_until_complete(asyncio.wait_for(coroutine, 2))


class Client:
    """A client that is connected in the master's event loop."""

    row = "nats.aio.client.Client"
    deadline = 4.0
    rounds = 5

    def prepare(self):
        self.address = f"nats://127.0.0.1:{served(_SERVER)}"
        loop()

    def build(self):
        return {"made": nats.NATS()}

    def use(self, held):
        _run(held["made"].connect(self.address))

    def release(self, held):
        _run(held["made"].close())

    def work(self, held, token):
        if held["made"].is_closed:
            held.update(self.build())
            self.use(held)
        return _run(self._sent(held["made"], token))

    async def _sent(self, client, token):
        subscription = await client.subscribe(token)
        await client.publish(token, token.encode())
        return (await subscription.next_msg(1)).data.decode()

    def repair_in_master_closed(self, held):
        """`await client.close()` before loading ends, and connect in the worker"""
        self.release(held)
