"""neo4j, with a few lines that speak its protocol: a query is answered with the token that it holds."""

import neo4j
from forklint_recipe import served

_SERVER = """
import re, socketserver, sys

def text(said):
    return bytes([0x80 + len(said)]) + said.encode()

SUCCESS, RECORD = b"\\xb1\\x70", b"\\xb1\\x71"
HELLO = SUCCESS + b"\\xa2" + text("server") + text("Neo4j/4.4.0") + text("connection_id") + text("bolt-1")

class Bolt(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self):
        self.rfile.read(20)
        self.wfile.write(b"\\0\\0\\4\\4")
        token = ""
        while message := self.message():
            found = re.search(rb"(?:w\\d|m)r\\d+", message)
            token = found[0].decode() if found else token
            kind = message[1]
            if kind == 0x02:
                return
            if kind == 0x01:
                self.say(HELLO)
            elif kind == 0x10:
                self.say(SUCCESS + b"\\xa1" + text("fields") + b"\\x91" + text("token"))
            elif kind == 0x3f:
                self.say(RECORD + b"\\x91" + text(token), SUCCESS + b"\\xa0")
            else:
                self.say(SUCCESS + b"\\xa0")

    def message(self):
        data = b""
        while size := int.from_bytes(self.rfile.read(2), "big"):
            data += self.rfile.read(size)
        return data

    def say(self, *messages):
        self.wfile.write(b"".join(len(one).to_bytes(2, "big") + one + b"\\0\\0" for one in messages))

server = socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Bolt)
server.serve_forever()
"""


class Driver:
    """A driver after a query."""

    row = "neo4j.Driver"
    rounds = 50
    deadline = 5.0

    def prepare(self):
        self.url = f"bolt://127.0.0.1:{served(_SERVER)}"

    def build(self):
        self.own = neo4j.GraphDatabase.driver(self.url)
        return self.own

    def use(self, driver):
        self.work(driver, "mr0")

    def release(self, driver):
        driver.close()

    def work(self, _driver, token):
        with self.own.session() as session:
            return session.run(f"RETURN '{token}'").single()[0]

    def repair_in_worker_new(self, _driver):
        """create the driver in the worker"""
        self.build()

    def repair_build_unused(self):
        """run nothing before the fork"""
        self.use = print
        return self.build()

    def no_help_build_liveness(self):
        """`liveness_check_timeout=0`: a shared connection is alive"""
        self.own = neo4j.GraphDatabase.driver(self.url, liveness_check_timeout=0)
        return self.own
