"""The project held to its own promises."""
