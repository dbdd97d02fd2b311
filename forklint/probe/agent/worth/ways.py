"""The three ways in which the same application comes to its workers; the settings name one of them as server."""

LATE = "worth.late"
"""Not preloaded: each worker loads."""
PRELOADED = "worth.preloaded"
FROZEN = "worth.frozen"
"""Preloaded, and `gc.freeze()` called right before the fork."""
