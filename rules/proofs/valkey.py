"""valkey-py, with a real server: Redis speaks the same protocol."""

import os
import queue

import valkey
import valkey.asyncio
from forklint_recipe import OfProcess, loop


def _login(at):
    """A server without a password is told none."""
    login = {"username": at.user or None, "password": at.password or None}
    return {"host": at.host, "port": at.port, "db": int(at.database or 0), **login}


def _run(coroutine):
    return loop().run_until_complete(coroutine)


class Client:
    """A client with its pool."""

    row = "valkey.Valkey"
    service = "redis"

    def build(self):
        return valkey.Valkey(**_login(self.at))

    def use(self, client):
        client.ping()

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.echo(token).decode()


class Pool:
    """A pool that is used without a client."""

    row = "valkey.ConnectionPool"
    service = "redis"

    def build(self):
        return valkey.ConnectionPool(**_login(self.at))

    def use(self, pool):
        self.work(pool, "first")

    def release(self, pool):
        pool.disconnect()

    def work(self, pool, token):
        connection = pool.get_connection("ECHO")
        connection.send_command("ECHO", token)
        answer = connection.read_response()
        pool.release(connection)
        return answer.decode()


class BlockingPool:
    """A pool that waits for a free connection."""

    row = "valkey.BlockingConnectionPool"
    service = "redis"

    def build(self):
        return valkey.BlockingConnectionPool(**_login(self.at), max_connections=2)

    def use(self, pool):
        self.work(pool, "first")

    def release(self, pool):
        pool.disconnect()

    def work(self, pool, token):
        connection = pool.get_connection("ECHO")
        connection.send_command("ECHO", token)
        answer = connection.read_response()
        pool.release(connection)
        return answer.decode()


class Subscription:
    """A subscription, pinned to one connection."""

    row = "valkey.client.PubSub"
    service = "redis"
    deadline = 4.0
    rounds = 20

    def build(self):
        return valkey.Valkey(**_login(self.at)).pubsub()

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


class Listening:
    """The thread that waits for messages."""

    row = "valkey.client.PubSubWorkerThread"
    service = "redis"
    deadline = 4.0
    rounds = 3

    def build(self):
        self.got = queue.Queue()
        self.channel = f"news{os.getpid()}"
        self.subscription = valkey.Valkey(**_login(self.at)).pubsub()
        self.subscription.subscribe(**{self.channel: lambda message: self.got.put(message["data"].decode())})
        return self.subscription.run_in_thread(sleep_time=0.01, daemon=True)

    def release(self, thread):
        thread.stop()
        thread.join()
        self.subscription.connection_pool.disconnect()

    def work(self, thread, token):
        with valkey.Valkey(**_login(self.at)) as client:
            client.publish(self.channel, token)
        return self.got.get(timeout=1)

    def repair_in_worker_again(self, thread):
        """call `run_in_thread` in the worker"""
        self.build()


class AsyncClient:
    """The asynchronous client, used in the master's event loop."""

    row = "valkey.asyncio.Valkey"
    service = "redis"
    deadline = 4.0

    def prepare(self):
        loop()

    def build(self):
        return valkey.asyncio.Valkey(**_login(self.at))

    def use(self, client):
        _run(client.ping())

    def release(self, client):
        _run(client.aclose())

    def work(self, client, token):
        return _run(client.echo(token)).decode()

    def repair_in_master_closed(self, client):
        """`await client.aclose()` before loading ends"""
        self.release(client)
