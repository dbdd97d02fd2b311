"""pika, with a real RabbitMQ."""

import pika
from forklint_recipe import OfProcess


class Blocking:
    """A blocking connection."""

    row = "pika.BlockingConnection"
    service = "rabbitmq"
    deadline = 3.0
    rounds = 10

    def _connect(self, **settings):
        login = pika.PlainCredentials(self.at.user, self.at.password)
        where = {"host": self.at.host, "port": self.at.port}
        return pika.BlockingConnection(pika.ConnectionParameters(**where, credentials=login, **settings))

    def build(self):
        return self._connect()

    def release(self, connection):
        connection.close()

    def work(self, connection, token):
        channel = connection.channel()
        answer = channel.queue_declare(token, auto_delete=True).method.queue
        channel.close()
        return answer

    def repair_build_of_process(self):
        """connect on first use in each process"""
        return OfProcess(self._connect)

    def no_help_build_heartbeat(self):
        """`heartbeat=0`"""
        return self._connect(heartbeat=0, blocked_connection_timeout=1)

    def no_help_in_worker_closed(self, connection):
        """`connection.close()` in the worker: it ends the master's session"""
        connection.close()


class Select:
    """A connection with an event loop of its own."""

    row = "pika.SelectConnection"
    service = "rabbitmq"
    deadline = 3.0
    rounds = 10

    def build(self):
        login = pika.PlainCredentials(self.at.user, self.at.password)
        where = pika.ConnectionParameters(host=self.at.host, port=self.at.port, credentials=login)
        return pika.SelectConnection(where, on_open_callback=lambda connection: connection.ioloop.stop())

    def use(self, connection):
        connection.ioloop.start()

    def work(self, connection, token):
        answers = []

        def declare(channel):
            channel.queue_declare(token, auto_delete=True, callback=end)

        def end(frame):
            answers.append(frame.method.queue)
            connection.ioloop.stop()

        connection.channel(on_open_callback=declare)
        connection.ioloop.start()
        return answers[0]
