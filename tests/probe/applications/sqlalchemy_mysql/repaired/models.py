"""What the database holds."""

from sqlalchemy import Column, Integer, MetaData, String, Table

from db import engine

metadata = MetaData()
orders = Table("orders", metadata, Column("id", Integer, primary_key=True), Column("item", String(40)))


def create_tables():
    metadata.create_all(engine)
    engine.dispose()
