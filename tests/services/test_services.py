"""Each server answers a real client. A missing one is skipped here, and fails in CI."""

from __future__ import annotations

import socket
import struct
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.services import mongo_server
from tests.services.service import Service


def mysql(service: Service, **changes: str):
    import pymysql

    login = {"user": service.user, "password": service.password, "database": service.database, **changes}
    return pymysql.connect(host=service.host, port=service.port, **login)


def one(service: Service, query: str):
    with mysql(service) as client, client.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


@pytest.mark.real("pymysql")
def test_mariadb(mariadb: Service):
    assert one(mariadb, "SELECT name FROM item WHERE id = 1") == ("teapot",)
    assert "MariaDB" in one(mariadb, "SELECT VERSION()")[0]


@pytest.mark.real("pymysql")
def test_mysql_mimic(mysql_mimic: Service):
    assert one(mysql_mimic, "SELECT name FROM item WHERE id = 1") == ("teapot",)
    assert one(mysql_mimic, "SELECT name FROM item WHERE id = 2") is None


@pytest.mark.real("pymysql")
@pytest.mark.parametrize("name", ["mariadb", "mysql_mimic"])
def test_mysql_servers_tell_sessions_and_passwords_apart(name: str, request: pytest.FixtureRequest):
    import pymysql

    service: Service = request.getfixturevalue(name)
    assert one(service, "SELECT CONNECTION_ID()") != one(service, "SELECT CONNECTION_ID()")
    with pytest.raises(pymysql.err.OperationalError, match="denied"):
        mysql(service, password="wrong")


@pytest.mark.real("pymysql", "dbutils")
def test_the_pool_of_the_shop_works_on_mysql_mimic(mysql_mimic: Service):
    import pymysql
    from dbutils.pooled_db import PooledDB

    login = {"user": mysql_mimic.user, "password": mysql_mimic.password, "database": mysql_mimic.database}
    pool = PooledDB(pymysql, mincached=2, ping=7, host=mysql_mimic.host, port=mysql_mimic.port, **login)
    with pool.connection() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT name FROM item WHERE id = 1")
        assert cursor.fetchone() == ("teapot",)
    pool.close()


@pytest.mark.real("psycopg2")
def test_postgres(postgres: Service):
    import psycopg2

    with psycopg2.connect(postgres.url("postgresql")) as client, client.cursor() as cursor:
        cursor.execute("SELECT name FROM item WHERE id = 1")
        assert cursor.fetchall() == [("teapot",)]
    client.close()


@pytest.mark.real("psycopg2")
def test_postgres_with_tls(postgres_tls: Service):
    import psycopg2

    with psycopg2.connect(postgres_tls.url("postgresql") + "?sslmode=require") as client, client.cursor() as cursor:
        cursor.execute("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
        assert cursor.fetchall() == [(True,)]
    client.close()


@pytest.mark.real("psycopg")
def test_postgres_refuses_a_wrong_password(postgres: Service):
    import psycopg

    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres.url("postgresql").replace(postgres.password, "wrong"))


@pytest.mark.real("redis")
def test_redis(redis: Service):
    from redis import Redis

    with Redis.from_url(redis.url("redis")) as client:
        client.set("answers:test_redis", "yes")
        assert client.get("answers:test_redis") == b"yes"


@pytest.mark.real("pymemcache")
def test_memcached(memcached: Service):
    from pymemcache import Client

    client = Client((memcached.host, memcached.port))
    client.set("answers", "yes")
    assert client.get("answers") == b"yes"
    client.close()


@pytest.mark.real("pika")
def test_rabbitmq(rabbitmq: Service):
    import pika

    connection = pika.BlockingConnection(pika.URLParameters(rabbitmq.url("amqp")))
    channel = connection.channel()
    queue = channel.queue_declare("", exclusive=True).method.queue
    channel.basic_publish("", queue, b"hello")
    bodies = [body for _, _, body in channel.consume(queue, inactivity_timeout=5) if channel.cancel() or body]
    connection.close()
    assert bodies == [b"hello"]


@pytest.mark.real
def test_all_processes_of_a_run_share_one_server(redis: Service):
    from tests.services import launch

    assert launch.shared("redis") == redis


def test_the_web_server_answers_with_the_token_and_remembers(web: Service):
    def ask(target: str, data: bytes | None = None, method: str | None = None) -> str:
        with urlopen(Request(f"http://{web.address}{target}", data, method=method), timeout=5) as answer:
            text: str = answer.read().decode()
            return text

    assert ask("/echo/w1r2") == "w1r2"
    ask("/answers/taught", b'{"body": {"said": "%TOKEN%"}}', "PUT")
    assert ask("/taught/here", b"it is mr0") == '{"said": "mr0"}'
    assert ask("/seen/it is mr0".replace(" ", "%20")) == "it is mr0"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.sendto(b"a datagram", (web.host, web.port))
    assert ask("/seen/a%20datagram") == "a datagram"


def test_the_mongo_server_speaks_the_protocol(mongo: Service):
    def ask(command: dict[str, Any]) -> dict[str, Any]:
        with socket.create_connection((mongo.host, mongo.port), 5) as client:
            document = mongo_server.write(command)
            client.sendall(struct.pack("<iiiiiB", 21 + len(document), 1, 0, mongo_server.OP_MSG, 0, 0) + document)
            return mongo_server.read(client.recv(65536), 21)

    assert ask({"hello": 1})["maxWireVersion"] == 25
    assert ask({"find": "item", "filter": {"_id": "w0r1"}})["cursor"]["firstBatch"] == {"0": {"_id": "w0r1"}}
    assert ask({"echo": "w0r1"}) == {"echo": "w0r1", "n": 1, "ok": 1.0}
