"""News that others publish on a channel. Every worker listens for itself."""

import functools
import os

import redis

client = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


@functools.cache
def subscription():
    found = client.pubsub(ignore_subscribe_messages=True)
    found.subscribe("news")
    return found


def latest():
    message = subscription().get_message()
    return message["data"] if message else None
