"""Whatever the source is, forklint says what it saw and what it could not look at: no traceback, no hang."""
