"""When the next report is due."""

import jobs


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{len(jobs.scheduler.get_jobs())} jobs".encode()]
