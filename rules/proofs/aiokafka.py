"""aiokafka, with the mock cluster that librdkafka brings along."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import aiokafka
from forklint_recipe import loop

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


def _run(coroutine):
    return loop().run_until_complete(asyncio.wait_for(coroutine, 2))


class Producer:
    """A producer that is started in the master's event loop."""

    row = "aiokafka.AIOKafkaProducer"
    packages = ("confluent-kafka",)
    deadline = 4.0
    rounds = 2

    def prepare(self):
        self.broker = _broker()
        loop()

    def build(self):
        return {}

    def use(self, held):
        self.work(held, "first")

    def release(self, held):
        _run(held.pop("made").stop())

    def work(self, held, token):
        if "made" not in held:
            _run(self._start(held))
        return _run(held["made"].send_and_wait(token, b"tea")).topic

    async def _start(self, held):
        held["made"] = aiokafka.AIOKafkaProducer(bootstrap_servers=self.broker)
        await held["made"].start()

    def repair_in_master_stopped(self, held):
        """`await producer.stop()` before loading ends, and start another in the worker"""
        self.release(held)
