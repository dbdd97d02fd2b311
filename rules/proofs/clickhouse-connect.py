"""clickhouse-connect, with a few lines of HTTP in a process of their own that lock sessions as ClickHouse does."""

import clickhouse_connect
from forklint_recipe import OfProcess, served

_SERVER = """
import sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

busy = set()

class One(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_POST(self):
        asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
        session = parse_qs(urlsplit(self.path).query).get("session_id", [""])[0]
        if session in busy:
            self._say(500, b"Code: 373. DB::Exception: Session is locked by a concurrent client. (SESSION_IS_LOCKED)")
            return
        busy.update([session] * bool(session))
        time.sleep(0.01)
        busy.discard(session)
        answer = b"" if "system.settings" in asked else asked.split()[1].encode() + b"\\n"
        self._say(200, b"24.8.1.1\\tUTC" if "version()" in asked else answer)

    def _say(self, status, answer):
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.send_header("Content-Type", "text/tab-separated-values")
        self.end_headers()
        self.wfile.write(answer)
        self.wfile.flush()

    def log_message(self, *_):
        pass

ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), One).serve_forever()
"""


class Client:
    """A client, whose constructor asks the server."""

    row = "clickhouse_connect.driver.client.Client"
    deadline = 4.0
    rounds = 20

    def prepare(self):
        self.port = served(_SERVER)

    def build(self):
        return clickhouse_connect.get_client(host="127.0.0.1", port=self.port)

    def release(self, client):
        client.close_connections()
        client.close()

    def work(self, client, token):
        return client.command(f"SELECT {token} ")

    def repair_build_of_process(self):
        """make the client on first use, in the worker"""
        return OfProcess(self.build)

    def no_help_in_master_emptied(self, client):
        """`client.close_connections()` before the fork: the session is still the same in all workers"""
        client.close_connections()

    def repair_build_without_session(self):
        """`autogenerate_session_id=False`, and a release that renews its connections"""
        return clickhouse_connect.get_client(host="127.0.0.1", port=self.port, autogenerate_session_id=False)
