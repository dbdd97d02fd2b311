"""aio-pika, with a real RabbitMQ."""

import asyncio

import aio_pika
from forklint_recipe import loop


def _run(coroutine):
    return loop().run_until_complete(asyncio.wait_for(coroutine, 3))


class Connection:
    """A connection to a broker."""

    row = "aio_pika.abc.AbstractConnection"
    service = "rabbitmq"
    deadline = 8.0
    rounds = 10

    def prepare(self):
        loop()

    def build(self):
        return {"made": aio_pika.connect(f"amqp://{self.at.user}:{self.at.password}@{self.at.host}:{self.at.port}//")}

    def use(self, held):
        held["made"] = _run(held["made"])

    def release(self, held):
        _run(held["made"].close())

    def work(self, held, token):
        if held["made"].is_closed:
            self._connect(held)
        return _run(self._declare(held["made"], token))

    def _connect(self, held):
        held.update(self.build())
        self.use(held)

    async def _declare(self, connection, token):
        async with connection.channel() as channel:
            queue = await channel.declare_queue(token, auto_delete=True)
            return queue.name

    def repair_in_master_closed(self, held):
        """`await connection.close()` before loading ends, and connect in the worker"""
        self.release(held)


class Robust(Connection):
    """A connection that is restored where it breaks."""

    row = "aio_pika.abc.AbstractConnection"
    service = "rabbitmq"
    deadline = 8.0
    rounds = 10

    def build(self):
        url = f"amqp://{self.at.user}:{self.at.password}@{self.at.host}:{self.at.port}//"
        return {"made": aio_pika.connect_robust(url)}
