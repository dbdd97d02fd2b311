# origin: votingworks/arlo server/database.py: create_all() on a decorated base is about the engine given, which is disposed
# file: database.py
from sqlalchemy import create_engine
from sqlalchemy.ext.declarative import as_declarative

engine = create_engine("postgresql://localhost/shop")


@as_declarative()
class Base:
    pass


def init_db(engine=engine):
    Base.metadata.create_all(bind=engine)

# file: app.py
from flask import Flask

from database import engine, init_db

app = Flask(__name__)
init_db()
engine.dispose()
