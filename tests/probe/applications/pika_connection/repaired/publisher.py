"""Messages for other programs. The connection is opened with the first one."""

import functools
import os

import pika


class Publisher:
    def __init__(self, queue):
        self.queue = queue

    @functools.cached_property
    def channel(self):
        connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
        channel = connection.channel()
        channel.queue_declare(self.queue, auto_delete=True)
        return channel

    def publish(self, body):
        self.channel.basic_publish("", self.queue, body)
