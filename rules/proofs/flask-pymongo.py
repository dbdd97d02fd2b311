"""Flask-PyMongo, with a small server that speaks MongoDB's protocol."""

from flask import Flask
from flask_pymongo import PyMongo


class Client:
    """The extension, used while the application is loaded."""

    row = "flask_pymongo.PyMongo"
    service = "mongo"
    deadline = 5.0
    rounds = 20

    def build(self):
        return PyMongo(Flask("shop"), f"mongodb://{self.at.host}:{self.at.port}/shop")

    def use(self, mongo):
        mongo.db.command("ping")

    def work(self, mongo, token):
        return mongo.db.item.find_one({"_id": token})["_id"]
