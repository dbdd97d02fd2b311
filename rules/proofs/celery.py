"""Celery as a client, with a real RabbitMQ and a real Redis."""

import os

import celery
import kombu


class _Experiment:
    """Sends tasks, each through a queue of its own, and looks with a connection of its own at what has come."""

    @property
    def _url(self):
        return f"amqp://{self.at.user}:{self.at.password}@{self.at.host}:{self.at.port}//"

    def _queue(self, token):
        return f"{token}-{os.getpid()}"

    def _come(self, token):
        with kombu.Connection(self._url) as connection, connection.SimpleQueue(self._queue(token)) as queue:
            message = queue.get(timeout=1)
            message.ack()
            return message.payload[0][0]


class App(_Experiment):
    """An application that sends a task while it is loaded."""

    row = "celery.Celery"
    service = "rabbitmq"
    deadline = 2.0
    rounds = 4

    def build(self):
        return celery.Celery("shop", broker=self._url)

    def use(self, app):
        self.work(app, "first")

    def work(self, app, token):
        app.send_task("sell", args=[token], queue=self._queue(token), retry=False)
        return self._come(token)

    def repair_in_master_closed(self, app):
        """`app.pool.resize(app.pool.limit, reset=True)` at the end of loading"""
        app.pool.resize(app.pool.limit, reset=True)

    def no_help_in_master_released(self, app):
        """`app.close()`: kombu keeps the pool, and the application gets it again"""
        app.close()

    def no_help_in_master_for_good(self, app):
        """`app.pool.force_close_all()` as it is: no task can be sent any more"""
        app.pool.force_close_all()


class Delayed(_Experiment):
    """A shared task that is sent while the application is loaded."""

    row = "celery.current_app"
    service = "rabbitmq"
    deadline = 2.0
    rounds = 4

    def build(self):
        celery.Celery("shop", broker=self._url).set_default()
        return celery.shared_task(_sell)

    def use(self, task):
        self.work(task, "first")

    def work(self, task, token):
        task.apply_async(args=[token], queue=self._queue(token), retry=False)
        return self._come(token)

    def repair_in_master_closed(self, task):
        """`app.pool.resize(app.pool.limit, reset=True)` at the end of loading"""
        task.app.pool.resize(task.app.pool.limit, reset=True)


def _sell(token):
    return token


class Redis(_Experiment):
    """An application whose broker is Redis: its client notices the fork."""

    row = "celery.Celery"
    state = "harmless"
    service = "redis"
    packages = ("redis",)
    rounds = 5

    @property
    def _url(self):
        return f"redis://{self.at.host}:{self.at.port}/2"

    def build(self):
        return celery.Celery("shop", broker=self._url)

    def use(self, app):
        self.work(app, "first")

    def work(self, app, token):
        app.send_task("sell", args=[token], queue=self._queue(token), retry=False)
        return self._come(token)
