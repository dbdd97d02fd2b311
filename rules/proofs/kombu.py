"""kombu and py-amqp, with a real RabbitMQ."""

import os

import amqp
import kombu
from forklint_recipe import OfProcess


class _Experiment:
    """What the experiments have in common."""

    @property
    def _url(self):
        return f"amqp://{self.at.user}:{self.at.password}@{self.at.host}:{self.at.port}//"

    def work(self, connection, token):
        channel = connection.channel()
        answer = channel.queue_declare(token, auto_delete=True).queue
        channel.close()
        return answer


class Connection(_Experiment):
    """A connection to a broker."""

    row = "kombu.Connection"
    service = "rabbitmq"
    deadline = 3.0
    rounds = 10

    def build(self):
        return kombu.Connection(self._url)

    def use(self, connection):
        connection.connect()

    def release(self, connection):
        connection.release()

    def work(self, connection, token):
        connection.connect()
        return super().work(connection, token)

    def repair_in_master_released(self, connection):
        """`connection.release()` at the end of loading, and `connection.connect()` before the next use"""
        connection.release()

    def no_help_build_heartbeat(self):
        """a heartbeat and `confirm_publish`"""
        return kombu.Connection(self._url, heartbeat=5, transport_options={"confirm_publish": True})


class Pool(_Experiment):
    """A pool of connections."""

    row = "kombu.connection.ConnectionPool"
    service = "rabbitmq"
    deadline = 3.0
    rounds = 10

    def build(self):
        return kombu.Connection(self._url).Pool(2)

    def use(self, pool):
        with pool.acquire(block=True) as connection:
            connection.connect()

    def release(self, pool):
        pool.force_close_all()

    def work(self, pool, token):
        with pool.acquire(block=True) as connection:
            return super().work(connection, token)

    def repair_in_master_closed(self, pool):
        """`pool.resize(pool.limit, reset=True)` at the end of loading"""
        pool.resize(pool.limit, reset=True)

    def no_help_in_master_for_good(self, pool):
        """`pool.force_close_all()` as it is: nothing can be acquired any more"""
        pool.force_close_all()


class Redis:
    """A connection to Redis, whose client notices the fork."""

    row = "kombu.Connection"
    service = "redis"
    state = "harmless"
    packages = ("redis",)
    rounds = 10

    def build(self):
        return kombu.Connection(f"redis://{self.at.host}:{self.at.port}/3")

    def use(self, connection):
        self.work(connection, "first")

    def work(self, connection, token):
        queue = connection.SimpleQueue(f"{token}-{os.getpid()}")
        queue.put({"token": token})
        answer = queue.get(timeout=2)
        answer.ack()
        queue.close()
        return answer.payload["token"]


class Amqp(_Experiment):
    """py-amqp without kombu."""

    row = "amqp.Connection"
    service = "rabbitmq"
    packages = ("amqp",)
    deadline = 3.0
    rounds = 10

    def build(self):
        return amqp.Connection(f"{self.at.host}:{self.at.port}", self.at.user, self.at.password)

    def use(self, connection):
        connection.connect()

    def release(self, connection):
        connection.close()

    def _connected(self):
        connection = self.build()
        connection.connect()
        return connection

    def repair_build_of_process(self):
        """connect on first use in each process"""
        return OfProcess(self._connected)
