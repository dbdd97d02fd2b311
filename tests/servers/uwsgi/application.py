import os

import uwsgi
from tracing import note

note("application")

if os.environ.get("DECORATED"):
    from uwsgidecorators import postfork, thread

    @postfork
    def after():
        note("postfork")

    @thread
    def beside():
        note("thread")

    beside()
else:
    uwsgi.post_fork_hook = lambda: note("post_fork_hook")

os.register_at_fork(before=lambda: note("before"), after_in_child=lambda: note("after_in_child"))


def application(environ, start_response):
    start_response("200 OK", [])
    return [b"ok"]
