"""forklint: finds what a preloading prefork server shares between its workers by mistake."""

__version__ = "0.1.0"
RELEASED = "2026-11"
"""Month of this release: what counts as an old release of a library is counted from here, not from today."""
