"""kafka-python, with the mock cluster that librdkafka brings along."""

import subprocess
import sys
import time
from pathlib import Path

import kafka
from forklint_recipe import OfProcess

_BROKER = """
import os, time
from confluent_kafka import Producer
cluster = Producer({"test.mock.num.brokers": 1, "log_level": 0})
broker = next(iter(cluster.list_topics(timeout=10).brokers.values()))
open("broker.part", "w").write(f"{broker.host}:{broker.port}")
os.rename("broker.part", "broker")
time.sleep(120)
"""


def _broker():
    """librdkafka's own mock of a cluster, in a process of its own."""
    subprocess.Popen([sys.executable, "-c", _BROKER])
    while not Path("broker").exists():
        time.sleep(0.05)
    return Path("broker").read_text()


class Producer:
    """A producer with its thread."""

    row = "kafka.KafkaProducer"
    packages = ("confluent-kafka",)
    deadline = 3.0
    rounds = 2

    def prepare(self):
        self.broker = _broker()

    def build(self):
        return kafka.KafkaProducer(bootstrap_servers=self.broker, api_version=(0, 10, 0))

    def use(self, producer):
        if not isinstance(producer, OfProcess):
            self.work(producer, "first")

    def release(self, producer):
        producer.close()

    def work(self, producer, token):
        return producer.send(token, b"tea").get(timeout=1).topic

    def repair_build_of_process(self):
        """make the producer on first use, in the worker"""
        return OfProcess(self.build)


class Consumer:
    """A consumer."""

    row = "kafka.KafkaConsumer"
    packages = ("confluent-kafka",)
    deadline = 3.0
    rounds = 2

    def prepare(self):
        self.broker = _broker()

    def build(self):
        return kafka.KafkaConsumer(bootstrap_servers=self.broker, api_version=(0, 10, 0))

    def use(self, consumer):
        if not isinstance(consumer, OfProcess):
            self.work(consumer, "first")

    def release(self, consumer):
        consumer.close()

    def work(self, consumer, token):
        (partition,) = consumer.beginning_offsets([kafka.TopicPartition(token, 0)])
        return partition.topic

    def repair_build_of_process(self):
        """make the consumer on first use, in the worker"""
        return OfProcess(self.build)


class Admin:
    """A client for administration."""

    row = "kafka.KafkaConsumer"
    packages = ("confluent-kafka",)
    deadline = 3.0
    rounds = 2

    def prepare(self):
        self.broker = _broker()

    def build(self):
        return kafka.KafkaAdminClient(bootstrap_servers=self.broker, api_version=(0, 10, 0))

    def release(self, client):
        client.close()

    def work(self, client, token):
        (answer,) = client.describe_topics([token])
        return answer.get("topic") or answer.get("name")

    def repair_build_of_process(self):
        """make the client on first use, in the worker"""
        return OfProcess(self.build)
