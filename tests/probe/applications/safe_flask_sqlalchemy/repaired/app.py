"""A list of things to do."""

from flask import Flask

from database import engine, sessions
from views import pages


def create_app():
    made = Flask(__name__)
    made.register_blueprint(pages)
    made.extensions["engine"] = engine

    @made.teardown_appcontext
    def give_back(error):
        sessions.remove()

    return made
