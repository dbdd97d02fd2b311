# origin: CTFd/CTFd ping.py, export.py: scripts beside wsgi.py that nothing imports; a server loads wsgi.py
# file: wsgi.py
from shop import create_app

app = create_app()

# file: shop/__init__.py
from flask import Flask


def create_app():
    return Flask(__name__)

# file: ping.py
"""Waits until the database answers; started by the container before the server."""
import time

from sqlalchemy import create_engine

engine = create_engine("postgresql://localhost/shop")
while True:
    try:
        engine.raw_connection()
        break
    except Exception as e:
        print(e)
        time.sleep(1)

# file: tools/confirm.py
import argparse

from sqlalchemy import create_engine

from wsgi import app


def confirm(name):
    create_engine("postgresql://localhost/shop").connect()


parser = argparse.ArgumentParser()
parser.add_argument("name")
confirm(parser.parse_args().name)
