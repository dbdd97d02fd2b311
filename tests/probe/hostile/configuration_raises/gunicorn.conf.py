import os

preload_app = True
workers = int(os.environ["HOSTILE_WORKERS"])  # <- here
