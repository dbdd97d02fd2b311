# origin: bmosoluciones/now-lms run.py: gunicorn started by the program itself, with its hook in the options
# file: shop.py
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy(app)

# file: run.py
from gunicorn.app.base import BaseApplication

from shop import app, db

with app.app_context():
    db.session.execute("SELECT 1")


class Standalone(BaseApplication):
    def __init__(self, application, options=None):
        self.options = options or {}
        self.application = application
        super().__init__()

    def load_config(self):
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self):
        return self.application


def reset(server, worker):
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose(close=False)


Standalone(app, {"preload_app": True, "workers": 2, "post_fork": reset}).run()
