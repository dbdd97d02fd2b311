# origin: what releases a connection ends the session for all where a worker calls it; an argument may silence it
# file: db.py
import pymysql
from sqlalchemy import create_engine, text


def used(name):
    engine = create_engine("postgresql://shop@db/" + name)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return engine


plain, silent, by_position, unknown = used("a"), used("b"), used("c"), used("d")
told, twice, dormant = used("e"), used("f"), create_engine("postgresql://shop@db/g")
closed = used("h")
closed.dispose()
driver = pymysql.connect(host="db")
# file: gunicorn.conf.py
import os

import db

preload_app = True
options = {"close": os.environ.get("CLOSE")}


def post_fork(server, worker):
    db.plain.dispose()  # <- FL802
    db.told.dispose(close=True)  # <- FL802
    db.silent.dispose(close=False)
    db.by_position.dispose(False)
    db.unknown.dispose(**options)
    db.twice.dispose(close=False)
    db.twice.dispose()
    db.dormant.dispose()
    db.closed.dispose()
    db.driver.close()  # <- FL802
