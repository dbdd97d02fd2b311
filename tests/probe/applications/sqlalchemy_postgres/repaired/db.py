"""The engine that all requests share. A forked child leaves the master's sessions to the master."""

import os

from sqlalchemy import create_engine, make_url, text

engine = create_engine(make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+psycopg2"))
os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))


def one(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar_one()
