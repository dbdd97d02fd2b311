# origin: the same application with the option that makes uWSGI call them
# file: uwsgi.ini
[uwsgi]
module = app:app
master = true
processes = 4
py-call-uwsgi-fork-hooks = true
# file: app.py
import os

from flask import Flask
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine("postgresql://shop@db/shop")
with engine.connect() as connection:
    VERSION = connection.execute(text("SELECT version()")).scalar()

os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
