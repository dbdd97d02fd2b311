import os

PEM = os.environ["SIGNING_KEY"]
raise ValueError(f"cannot read {PEM} that is {PEM!r}")  # <- here
