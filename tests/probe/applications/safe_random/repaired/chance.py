"""Chance that differs in every process."""

import random
import secrets

rng = random.SystemRandom()
PAGES = ["one", "two", "three"]
random.shuffle(PAGES)


def page():
    return random.choice(PAGES)


def token():
    return secrets.token_hex(8)


def number():
    return rng.getrandbits(64)
