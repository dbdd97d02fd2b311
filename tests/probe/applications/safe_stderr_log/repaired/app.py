"""A page that logs every visit."""

import logging
import logging.config

import settings

logging.config.dictConfig(settings.LOGGING)
logger = logging.getLogger("visits")
logger.info("loaded")


def app(environ, start_response):
    logger.info("visited %s", environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"welcome"]
