"""The sessions that all requests share."""

import os

from psycopg_pool import ConnectionPool

pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=1, max_size=4, open=True)  # expect: FL102


def one(query):
    with pool.connection() as connection:
        return connection.execute(query).fetchone()[0]
