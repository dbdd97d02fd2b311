"""Feature flags."""

import functools

from acme_flags import Client


@functools.cache
def client():
    return Client("sdk-key")
