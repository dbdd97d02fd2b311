import os

DATABASE_URL = os.environ["HOSTILE_DATABASE_URL"]  # <- here
