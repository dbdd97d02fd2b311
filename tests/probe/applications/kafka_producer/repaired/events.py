"""Events for other programs. The producer is made in each worker (gunicorn.conf.py)."""

import json
import os

from confluent_kafka import Producer

# Without brokers of its own the library plays one (`test.mock.num.brokers`).
SETTINGS = json.loads(os.environ.get("KAFKA_SETTINGS", '{"test.mock.num.brokers": 1}'))
producer = None


def start():
    global producer
    producer = Producer(SETTINGS)


def emit(topic, value):
    producer.produce(topic, value.encode())
    return producer.flush(3)
