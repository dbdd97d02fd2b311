# origin: linkedin/iris src/iris/bin/sender.py: a daemon that setup.py names as console script, and nothing imports
# file: setup.py
from setuptools import setup

setup(name="shop", packages=["shop"], entry_points={"console_scripts": ["shop-sender = shop.bin.sender:main"]})

# file: shop/wsgi.py
import falcon

application = falcon.App()

# file: shop/bin/sender.py
import logging
import logging.handlers
import os

logger = logging.getLogger()
log_file = os.environ.get("SENDER_LOG_FILE")
if log_file:
    logger.addHandler(logging.handlers.RotatingFileHandler(log_file, maxBytes=1000, backupCount=3))
else:
    logger.addHandler(logging.StreamHandler())

pidfile = os.environ.get("SENDER_PIDFILE")
if pidfile:
    pid = os.getpid()
    with open(pidfile, "w") as handle:
        handle.write("%s" % pid)


def main():
    logger.info("sending")
