"""Each server starts, answers a real client, and leaves nothing; what is not installed says so."""

from __future__ import annotations

import pytest

from tests.services.service import Service

pytestmark = pytest.mark.real


def test_mariadb_answers(mariadb: Service):
    import pymysql

    client = pymysql.connect(
        host=mariadb.host, port=mariadb.port, user=mariadb.user, password=mariadb.password, database=mariadb.database
    )
    with client, client.cursor() as cursor:
        cursor.execute("SELECT name, VERSION() LIKE '%MariaDB%' FROM item WHERE id = 1")
        assert cursor.fetchall() == (("teapot", 1),)
