"""Messages for other programs."""

import os

import pika


class Publisher:
    def __init__(self, queue):
        self.queue = queue
        connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))  # expect: FL106
        self.channel = connection.channel()
        self.channel.queue_declare(queue, auto_delete=True)

    def publish(self, body):
        self.channel.basic_publish("", self.queue, body)
