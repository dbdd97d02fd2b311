"""confluent-kafka, with the mock cluster that librdkafka brings along."""

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import confluent_kafka
import confluent_kafka.admin
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
    """A producer."""

    row = "confluent_kafka.Producer"
    deadline = 3.0
    rounds = 3

    def prepare(self):
        self.broker = _broker()

    def build(self):
        return confluent_kafka.Producer({"bootstrap.servers": self.broker})

    def use(self, producer):
        if not isinstance(producer, OfProcess):
            self.work(producer, "first")

    def work(self, producer, token):
        delivered = []
        producer.produce("shop", token, on_delivery=lambda error, message: delivered.append(message.value().decode()))
        producer.flush(1)
        return delivered[0]

    def repair_build_of_process(self):
        """make the producer on first use, in the worker"""
        return OfProcess(self.build)

    def no_help_in_worker_polled(self, producer):
        """`producer.poll(1)` in the worker"""
        producer.poll(1)


class Consumer:
    """A consumer."""

    row = "confluent_kafka.Consumer"
    deadline = 4.0
    rounds = 1

    def prepare(self):
        self.broker = _broker()

    def build(self):
        settings = {"bootstrap.servers": self.broker, "group.id": "shop", "enable.auto.commit": False}
        return confluent_kafka.Consumer(settings)

    def use(self, consumer):
        if not isinstance(consumer, OfProcess):
            self.work(consumer, "first")

    def release(self, consumer):
        consumer.close()

    def work(self, consumer, token):
        producer = confluent_kafka.Producer({"bootstrap.servers": self.broker})
        producer.produce(token, token, partition=0)
        producer.flush(2)
        consumer.assign([confluent_kafka.TopicPartition(token, 0, confluent_kafka.OFFSET_BEGINNING)])
        return consumer.poll(2).value().decode()

    def repair_build_of_process(self):
        """make the consumer on first use, in the worker"""
        return OfProcess(self.build)


class Admin:
    """A client for administration."""

    row = "confluent_kafka.admin.AdminClient"
    deadline = 3.0
    rounds = 2

    def prepare(self):
        self.broker = _broker()

    def build(self):
        return confluent_kafka.admin.AdminClient({"bootstrap.servers": self.broker})

    def use(self, client):
        if not isinstance(client, OfProcess):
            self.work(client, "first")

    def work(self, client, token):
        return next(iter(client.list_topics(token, timeout=1).topics))

    def repair_build_of_process(self):
        """make the client on first use, in the worker"""
        return OfProcess(self.build)


class Registry:
    """A client of the registry of schemas that has asked it."""

    row = "confluent_kafka.schema_registry.SchemaRegistryClient"
    service = "web"
    packages = ("authlib", "cachetools", "httpx")
    deadline = 6.0

    def prepare(self):
        data = json.dumps({"body": ["%TOKEN%"], "headers": {"Content-Type": "application/json"}}).encode()
        urlopen(Request(f"http://{self.at.host}:{self.at.port}/answers/subjects", data, method="PUT")).close()
        from confluent_kafka.schema_registry import SchemaRegistryClient

        self.make = SchemaRegistryClient

    def build(self):
        return self.make({"url": f"http://{self.at.host}:{self.at.port}"})

    def use(self, client):
        self.work(client, "mr0")

    def work(self, client, token):
        return client.get_versions(token)[0]

    def repair_build_unused(self):
        """ask the registry only after the fork"""
        self.use = print
        return self.build()
