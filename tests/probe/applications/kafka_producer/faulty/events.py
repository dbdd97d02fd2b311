"""Events for other programs."""

import json
import os

from confluent_kafka import Producer

# Without brokers of its own the library plays one (`test.mock.num.brokers`).
SETTINGS = json.loads(os.environ.get("KAFKA_SETTINGS", '{"test.mock.num.brokers": 1}'))
producer = Producer(SETTINGS)  # expect: FL205


def emit(topic, value):
    producer.produce(topic, value.encode())
    return producer.flush(3)
