"""A connection for each question; a pooler beside the database makes that cheap."""

import os

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+psycopg2")
engine = create_engine(url, poolclass=NullPool)


def one(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar_one()
