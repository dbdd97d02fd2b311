"""Visits, counted by Redis."""

import os

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"])


def start():
    client.setnx("visits", 0)


def count():
    client.incr("visits")


def connection():
    return client.client_id()
