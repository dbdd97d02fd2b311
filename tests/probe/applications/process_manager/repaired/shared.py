"""Settings that all workers see."""

settings = {"language": "en"}
