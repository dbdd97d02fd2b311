"""The sessions that all requests share. None is opened before a request needs it."""

import os

import pymysql
from dbutils.pooled_db import PooledDB

pool = PooledDB(
    pymysql,
    mincached=0,
    maxconnections=8,
    blocking=True,
    host=os.environ["MYSQL_HOST"],
    port=int(os.environ["MYSQL_PORT"]),
    user=os.environ["MYSQL_USER"],
    password=os.environ["MYSQL_PASSWORD"],
    database=os.environ["MYSQL_DATABASE"],
)


def one(query):
    with pool.connection() as connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
