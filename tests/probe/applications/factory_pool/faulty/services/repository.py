"""Rows of the database."""

import os

from psycopg2.pool import ThreadedConnectionPool


class Repository:
    def __init__(self):
        self.pool = ThreadedConnectionPool(1, 4, os.environ["DATABASE_URL"])  # expect: FL102

    def rows(self, query):
        connection = self.pool.getconn()
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        finally:
            self.pool.putconn(connection)
