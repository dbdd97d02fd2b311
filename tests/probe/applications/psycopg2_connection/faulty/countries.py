"""Countries, as the database has them."""

import os

import psycopg2

connection = psycopg2.connect(os.environ["DATABASE_URL"])  # expect: FL101


def codes():
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT unnest(ARRAY['AT', 'DE', 'CH'])")
        return [code for (code,) in cursor.fetchall()]


def session():
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]
