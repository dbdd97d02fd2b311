"""The client that all requests share."""

import os

from pymongo import MongoClient

# Nobody listens on port 9 (discard): the client starts all the same.
client = MongoClient(os.environ.get("MONGODB_URL", "mongodb://127.0.0.1:9/shop"), serverSelectionTimeoutMS=500)  # expect: FL102
orders = client.get_default_database()["orders"]
