"""Settings that the database has."""

from sqlalchemy import text

from db import engine

with engine.connect() as connection:  # expect: FL103
    TIME_ZONE = connection.execute(text("SHOW timezone")).scalar_one()
