"""What requests share. Nothing here is made while loading."""

import functools
import os
import random
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


@functools.cache
def folder():
    return tempfile.TemporaryDirectory(prefix="visits-")


@functools.cache
def database():
    connection = sqlite3.connect(Path(folder().name, "visits.db"), isolation_level=None)
    connection.execute("CREATE TABLE visit (name TEXT)")
    return connection


@functools.cache
def executor():
    return ThreadPoolExecutor(max_workers=2)


@functools.cache
def rng():
    return random.Random()


def sample():
    return [rng().random() for _ in range(3)]


def name():
    return f"worker {os.getpid()}"
