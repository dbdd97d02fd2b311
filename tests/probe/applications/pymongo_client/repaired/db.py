"""The client that all requests share. It connects with the first operation of each worker."""

import os

from pymongo import MongoClient

# Nobody listens on port 9 (discard): the client starts all the same.
URL = os.environ.get("MONGODB_URL", "mongodb://127.0.0.1:9/shop")
client = MongoClient(URL, serverSelectionTimeoutMS=500, connect=False)
orders = client.get_default_database()["orders"]
