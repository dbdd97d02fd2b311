"""An SDK that polls for feature flags."""

from acme_flags.client import Client

__all__ = ["Client"]
