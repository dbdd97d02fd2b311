"""The sessions that all requests of one worker share; gunicorn.conf.py opens them."""

import contextlib
import os

from psycopg2.pool import SimpleConnectionPool

pool = None


def open_pool():
    global pool
    pool = SimpleConnectionPool(minconn=1, maxconn=4, dsn=os.environ["DATABASE_URL"])


@contextlib.contextmanager
def connection():
    borrowed = pool.getconn()
    try:
        yield borrowed
    finally:
        pool.putconn(borrowed)


def one(query):
    with connection() as borrowed, borrowed, borrowed.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
