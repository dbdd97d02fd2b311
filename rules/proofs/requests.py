"""requests, with a web server that keeps connections open."""

import requests
from requests.adapters import HTTPAdapter


class Session:
    """A session after a request."""

    row = "requests.Session"
    service = "web"
    deadline = 4.0

    def build(self):
        return requests.Session()

    def use(self, session):
        self.work(session, "mr0")

    def release(self, session):
        session.close()

    def work(self, session, token):
        return session.get(f"http://{self.at.host}:{self.at.port}/{token}").text

    def repair_in_master_closed(self, session):
        """`close()` before the fork; the session goes on with new connections"""
        session.close()

    def repair_in_worker_closed(self, session):
        """`close()` in the worker, before its first request"""
        session.close()

    def no_help_build_retries(self):
        """an adapter with `max_retries`: only what fails is asked again"""
        session = requests.Session()
        session.mount("http://", HTTPAdapter(max_retries=3))
        return session

    def no_help_in_worker_new_headers(self, session):
        """`Connection: close` for what the worker sends: its first request still takes the inherited connection"""
        session.headers["Connection"] = "close"
