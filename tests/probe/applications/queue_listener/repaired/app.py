"""A page that logs every visit without waiting for the log."""

import logging

import logs

logs.configure()
logger = logging.getLogger("visits")


def app(environ, start_response):
    logger.info("visited %s", environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"welcome"]
