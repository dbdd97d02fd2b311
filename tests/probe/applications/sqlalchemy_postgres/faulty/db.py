"""The engine that all requests share."""

import os

from sqlalchemy import create_engine, make_url, text

engine = create_engine(make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+psycopg2"))


def one(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar_one()
