"""Pages in memcached."""

import os

from pymemcache.client.base import Client

client = Client(os.environ["MEMCACHED_ADDRESS"])


def render(name):
    return f"the {name} page".encode()


def warm_up():
    client.set("front", render("front"))  # expect: FL101


def page(name):
    return client.get(name) or render(name)
