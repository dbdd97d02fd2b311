"""The sessions that all requests of one worker share; gunicorn.conf.py opens the pool."""

import os

from psycopg_pool import ConnectionPool

pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=1, max_size=4, open=False)


def one(query):
    with pool.connection() as connection:
        return connection.execute(query).fetchone()[0]
