"""psycopg 3, with a real PostgreSQL."""

import asyncio

import psycopg


def _login(at):
    return {"host": at.host, "port": at.port, "user": at.user, "password": at.password, "dbname": at.database}


def _ask(connection, token):
    return connection.execute("SELECT %s::text", (token,)).fetchone()[0]


class Connection:
    """A connection: two workers send their queries over one session."""

    row = "psycopg.Connection"
    service = "postgres"
    rounds = 200
    deadline = 3.0

    def build(self):
        return psycopg.connect(**_login(self.at))

    def use(self, connection):
        _ask(connection, "used")

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        return _ask(connection, token)

    def repair_in_worker_connect(self, _connection):
        """connect in the worker, and leave the inherited connection alone"""
        own = psycopg.connect(**_login(self.at))
        self.work = lambda _, token: _ask(own, token)

    def repair_in_master_close(self, connection):
        """close the connection before the fork, and connect on first use"""
        connection.close()
        self.own = None
        self.work = self._on_first_use

    def _on_first_use(self, _connection, token):
        self.own = self.own or psycopg.connect(**_login(self.at))
        return _ask(self.own, token)

    def no_help_in_worker_close(self, connection):
        """close the inherited connection in the worker and connect anew: the master's session ends with it"""
        connection.close()
        self.repair_in_worker_connect(connection)

    def no_help_build_autocommit(self):
        """autocommit"""
        return psycopg.connect(**_login(self.at), autocommit=True)

    def no_help_build_no_prepared_statements(self):
        """no prepared statements"""
        return psycopg.connect(**_login(self.at), prepare_threshold=None)


class AsyncConnection:
    """An asynchronous connection that an event loop of the master awaited."""

    row = "psycopg.AsyncConnection"
    service = "postgres"
    rounds = 100
    deadline = 3.0

    def build(self):
        return {"awaited": psycopg.AsyncConnection.connect(**_login(self.at))}

    def use(self, made):
        made["connection"] = asyncio.run(self._awaited(made.pop("awaited")))

    async def _awaited(self, awaited):
        connection = await awaited
        await connection.execute("SELECT 1")
        return connection

    def release(self, made):
        asyncio.run(made["connection"].close())

    def work(self, made, token):
        return asyncio.run(self._ask(made["connection"], token))

    async def _ask(self, connection, token):
        cursor = await connection.execute("SELECT %s::text", (token,))
        return (await cursor.fetchone())[0]

    def repair_in_worker_connect(self, _made):
        """connect in the worker, and leave the inherited connection alone"""
        connection = asyncio.run(self._awaited(psycopg.AsyncConnection.connect(**_login(self.at))))
        self.work = lambda _, token: asyncio.run(self._ask(connection, token))
