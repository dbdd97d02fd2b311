"""redis-py, with a real server."""

import os
import queue

import redis
import redis.asyncio
from forklint_recipe import OfProcess, loop


def _login(at):
    """A server without a password is told none."""
    login = {"username": at.user or None, "password": at.password or None}
    return {"host": at.host, "port": at.port, "db": int(at.database or 0), **login}


def _run(coroutine):
    return loop().run_until_complete(coroutine)


class Client:
    """A client with its pool."""

    row = "redis.Redis"
    service = "redis"

    def build(self):
        return redis.Redis(**_login(self.at))

    def use(self, client):
        client.ping()

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.echo(token).decode()


class OneConnection:
    """A client that keeps one connection for itself."""

    row = "redis.Redis(single_connection_client=True)"
    service = "redis"
    rounds = 300

    def build(self):
        return redis.Redis(**_login(self.at), single_connection_client=True)

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.echo(token).decode()

    def repair_build_pooled(self):
        """leave `single_connection_client` out"""
        return redis.Redis(**_login(self.at))

    def no_help_build_checked(self):
        """`health_check_interval=1`"""
        return redis.Redis(**_login(self.at), single_connection_client=True, health_check_interval=1)


class Pool:
    """A pool that is used without a client."""

    row = "redis.ConnectionPool"
    service = "redis"

    def build(self):
        return redis.ConnectionPool(**_login(self.at))

    def use(self, pool):
        self.work(pool, "first")

    def release(self, pool):
        pool.disconnect()

    def work(self, pool, token):
        connection = pool.get_connection()
        connection.send_command("ECHO", token)
        answer = connection.read_response()
        pool.release(connection)
        return answer.decode()


class BlockingPool:
    """A pool that waits for a free connection."""

    row = "redis.BlockingConnectionPool"
    service = "redis"

    def build(self):
        return redis.BlockingConnectionPool(**_login(self.at), max_connections=2)

    def use(self, pool):
        self.work(pool, "first")

    def release(self, pool):
        pool.disconnect()

    def work(self, pool, token):
        connection = pool.get_connection()
        connection.send_command("ECHO", token)
        answer = connection.read_response()
        pool.release(connection)
        return answer.decode()


class Subscription:
    """A subscription, pinned to one connection."""

    row = "redis.client.PubSub"
    service = "redis"
    deadline = 4.0
    rounds = 20

    def build(self):
        return redis.Redis(**_login(self.at)).pubsub()

    def use(self, subscription):
        self.work(subscription, "first")

    def release(self, subscription):
        subscription.close()
        subscription.connection_pool.disconnect()

    def work(self, subscription, token):
        subscription.subscribe(token)
        return subscription.get_message(timeout=1)["channel"].decode()

    def repair_in_master_closed(self, subscription):
        """close the subscription before the fork"""
        subscription.close()

    def repair_build_of_process(self):
        """subscribe in the worker"""
        return OfProcess(self.build)


class Monitoring:
    """A monitor, which reads all commands from one connection."""

    row = "redis.client.Monitor"
    service = "redis"
    deadline = 4.0
    rounds = 20

    def build(self):
        return redis.Redis(**_login(self.at), socket_timeout=1).monitor()

    def use(self, monitor):
        monitor.__enter__()

    def release(self, monitor):
        monitor.__exit__(None, None, None)
        monitor.connection_pool.disconnect()

    def work(self, monitor, token):
        with redis.Redis(**_login(self.at)) as client:
            client.echo(token)
        return next(entry["command"].split()[1] for entry in monitor.listen() if token in entry["command"])


class Listening:
    """The thread that waits for messages."""

    row = "redis.client.PubSubWorkerThread"
    service = "redis"
    deadline = 4.0
    rounds = 3

    def build(self):
        self.got = queue.Queue()
        self.channel = f"news{os.getpid()}"
        self.subscription = redis.Redis(**_login(self.at)).pubsub()
        self.subscription.subscribe(**{self.channel: lambda message: self.got.put(message["data"].decode())})
        return self.subscription.run_in_thread(sleep_time=0.01, daemon=True)

    def release(self, thread):
        thread.stop()
        thread.join()
        self.subscription.connection_pool.disconnect()

    def work(self, thread, token):
        with redis.Redis(**_login(self.at)) as client:
            client.publish(self.channel, token)
        return self.got.get(timeout=1)

    def repair_in_worker_again(self, thread):
        """call `run_in_thread` in the worker"""
        self.build()


class AsyncClient:
    """The asynchronous client, used in the master's event loop."""

    row = "redis.asyncio.Redis"
    service = "redis"
    deadline = 4.0

    def prepare(self):
        loop()

    def build(self):
        return redis.asyncio.Redis(**_login(self.at))

    def use(self, client):
        _run(client.ping())

    def release(self, client):
        _run(client.aclose())

    def work(self, client, token):
        return _run(client.echo(token)).decode()

    def repair_in_master_closed(self, client):
        """`await client.aclose()` before loading ends"""
        self.release(client)


class AsyncPool:
    """The pool of the asynchronous client."""

    row = "redis.asyncio.ConnectionPool"
    service = "redis"
    deadline = 4.0

    def prepare(self):
        loop()

    def build(self):
        return redis.asyncio.ConnectionPool(**_login(self.at))

    def use(self, pool):
        _run(self._echo(pool, "first"))

    def release(self, pool):
        _run(pool.disconnect())

    def work(self, pool, token):
        return _run(self._echo(pool, token))

    async def _echo(self, pool, token):
        connection = await pool.get_connection()
        await connection.send_command("ECHO", token)
        answer = await connection.read_response()
        await pool.release(connection)
        return answer.decode()

    def repair_in_master_closed(self, pool):
        """`await pool.disconnect()` before loading ends"""
        self.release(pool)
