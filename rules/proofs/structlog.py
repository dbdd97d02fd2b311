"""structlog: loggers that write lines."""

import io
import json

import structlog


class Logger:
    """A logger with a context, made and used in the master."""

    row = "structlog.stdlib.BoundLogger"
    rounds = 20

    def build(self):
        self.written = io.StringIO()
        factory = structlog.WriteLoggerFactory(file=self.written)
        return structlog.wrap_logger(factory(), processors=[structlog.processors.JSONRenderer()]).bind(shop="one")

    def use(self, logger):
        logger.msg("first")

    def work(self, logger, token):
        logger.msg(token)
        told = json.loads(self.written.getvalue().splitlines()[-1])
        return told["event"] if told["shop"] == "one" else "the context is lost"
