"""News that others publish on a channel."""

import os

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)
subscription = client.pubsub(ignore_subscribe_messages=True)
subscription.subscribe("news")  # expect: FL101


def latest():
    message = subscription.get_message()
    return message["data"] if message else None
