# origin: uWSGI forks in C, past Python's at-fork handlers; an application that relies on them was taken to be repaired
# file: uwsgi.ini
[uwsgi]
module = app:app
master = true
processes = 4
# file: app.py
import os

from flask import Flask
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine("postgresql://shop@db/shop")
with engine.connect() as connection:  # <- FL103
    VERSION = connection.execute(text("SELECT version()")).scalar()

os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))  # <- FL803
