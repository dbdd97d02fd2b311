"""How many orders there are, and which session of the database counted them."""

from sqlalchemy import func, select

import models
from db import engine

models.create_tables()


def app(environ, start_response):
    with engine.connect() as connection:
        counted = select(func.count(), func.connection_id()).select_from(models.orders)
        count, session = connection.execute(counted).one()
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{count} orders, session {session}".encode()]
