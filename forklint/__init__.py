"""forklint: finds what a preloading prefork server shares between its workers by mistake."""

__version__ = "0.1.0"
