"""Feature flags."""

from acme_flags import Client

client = Client("sdk-key")  # expect: FL201
