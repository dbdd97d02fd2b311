# mypy: ignore-errors
"""A pool of a real library, filled: `idle.py AGENT FACTS NAME SERVICE` tells what the facts lead to, as JSON.

`SERVICE` is the login, as JSON. The pool is the global `pool` of this module, which stands for the application.
"""

import json
import os
import socket
import sys
from pathlib import Path

from script import graph, in_child, settings

pool = None


def psycopg2_pool(login):
    from psycopg2.pool import ThreadedConnectionPool

    made = ThreadedConnectionPool(2, 3, **postgres(login))
    return made, made.closeall


def psycopg_pool(login):
    from psycopg_pool import ConnectionPool

    made = ConnectionPool(kwargs=postgres(login), min_size=2, open=True)
    made.wait()
    return made, made.close


def sqlalchemy_engine(login):
    from sqlalchemy import URL, create_engine

    url = URL.create(
        "postgresql+psycopg2", login["user"], login["password"], login["host"], login["port"], login["database"]
    )
    made = create_engine(url)
    with made.connect(), made.connect():
        pass
    return made, made.dispose


def dbutils_pool(login):
    import pymysql
    from dbutils.pooled_db import PooledDB

    made = PooledDB(pymysql, mincached=2, **mysql(login))
    return made, made.close


def dbutils_persistent(login):
    import pymysql
    from dbutils.persistent_db import PersistentDB

    made = PersistentDB(pymysql, closeable=True, **mysql(login))
    made.connection().cursor()
    return made, made.connection().close


def redis_client(login):
    import redis

    made = redis.Redis(login["host"], login["port"])
    made.ping()
    return made, made.connection_pool.disconnect


def redis_pool(login):
    import redis

    made = redis.ConnectionPool(host=login["host"], port=login["port"])
    redis.Redis(connection_pool=made).ping()
    return made, made.disconnect


def redis_blocking_pool(login):
    import redis

    made = redis.BlockingConnectionPool(host=login["host"], port=login["port"], max_connections=2)
    redis.Redis(connection_pool=made).ping()
    return made, made.disconnect


def numpy_generator(login):
    import numpy

    return numpy.random.default_rng(3), None


def numpy_legacy(login):
    import numpy

    return numpy.random.RandomState(3), None


def postgres(login):
    names = {"host": "host", "port": "port", "user": "user", "password": "password", "database": "dbname"}
    return {name: login[key] for key, name in names.items()}


def mysql(login):
    return {key: login[key] for key in ("host", "port", "user", "password", "database")}


def ports(row):
    """The ports at the other ends of what a pool has idle."""
    found = []
    for number in row["idle"]:
        with socket.socket(fileno=os.dup(number)) as end:
            found.append(end.getpeername()[1])
    return {**row, "idle": found}


def main():
    global pool
    agent, facts, name, login = graph(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])
    pool, release = globals()[name](login)
    asked = settings(agent, types=facts, application=lambda file: Path(file).name == "idle.py")

    def noticed():
        return [ports(row) for row in agent.notice(asked, ["__main__.pool"])]

    def drawn():
        return [row.get("draws") for row in agent.inspect(asked, lambda made: None) if row["path"] == "__main__.pool"]

    told = {"worker": in_child(noticed), "master": noticed(), "draws": [in_child(drawn), in_child(drawn)]}
    if release is not None:
        release()
        told["released"] = noticed()
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
