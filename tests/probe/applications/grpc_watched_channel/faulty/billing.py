"""The channel to the billing service, connected early so that the first request does not wait."""

import os

import grpc

changes = []
# Nobody listens on port 9 (discard): the channel keeps trying.
channel = grpc.insecure_channel(os.environ.get("BILLING_ADDRESS", "127.0.0.1:9"))  # expect: FL106
channel.subscribe(changes.append, try_to_connect=True)


def state():
    return f"billing: {changes[-1].name if changes else 'not known yet'}"
