# origin: ckan/ckan config/environment.py: the session gives its engine, which is disposed at the end of loading
from sqlalchemy import MetaData, Table, engine_from_config, orm

Session = orm.scoped_session(orm.sessionmaker())


def init_model(engine):
    Session.remove()
    Session.configure(bind=engine)
    Table("alembic_version", MetaData(), autoload_with=engine)


def load(config):
    init_model(engine_from_config(config))
    Session.remove()
    Session.bind.dispose()


load({"sqlalchemy.url": "postgresql://localhost/shop"})
