"""Rows of the database."""

import functools
import os

from psycopg2.pool import ThreadedConnectionPool


class Repository:
    @functools.cached_property
    def pool(self):
        return ThreadedConnectionPool(1, 4, os.environ["DATABASE_URL"])

    def rows(self, query):
        connection = self.pool.getconn()
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        finally:
            self.pool.putconn(connection)
