"""Values that outlive the application."""

import os

import redis

client = redis.Redis.from_url(  # expect: FL101
    os.environ["REDIS_URL"], decode_responses=True, single_connection_client=True
)


def remember(name, value):
    client.set(name, value)


def recall(name):
    return client.get(name)
