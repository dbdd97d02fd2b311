"""Visits, counted by Redis. A key that is not there counts as zero."""

import os

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"])


def count():
    client.incr("visits")


def connection():
    return client.client_id()
