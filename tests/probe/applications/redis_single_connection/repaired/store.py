"""Values that outlive the application."""

import os

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


def remember(name, value):
    client.set(name, value)


def recall(name):
    return client.get(name)
