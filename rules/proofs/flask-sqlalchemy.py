"""Flask-SQLAlchemy, with a real MariaDB."""

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

ANSWER = text("SELECT :token")


class UsedEngines:
    """The engines of an application that has queried while loading."""

    row = "flask_sqlalchemy.SQLAlchemy().engines"
    service = "mariadb"
    packages = ("PyMySQL",)
    deadline = 6.0

    def build(self, **options):
        at = self.at
        app = Flask("proof")
        app.config["SQLALCHEMY_DATABASE_URI"] = f"mysql+pymysql://{at.user}:{at.password}@{at.host}:{at.port}"
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"connect_args": {"ssl_disabled": True}, **options}
        return app, SQLAlchemy(app)

    def use(self, made):
        self.work(made, "first")

    def work(self, made, token):
        app, db = made
        with app.app_context():
            return db.session.execute(ANSWER, {"token": token}).scalar()

    def release(self, made):
        self._remove_and_dispose(made)

    def _remove_and_dispose(self, made):
        app, db = made
        with app.app_context():
            db.session.remove()
            db.engine.dispose()

    def repair_in_master_remove_and_dispose(self, made):
        """`db.session.remove()` and `db.engine.dispose()` at the end of loading"""
        self._remove_and_dispose(made)

    def repair_in_worker_dispose_without_closing(self, made):
        """`db.engine.dispose(close=False)` in the worker, inside `app.app_context()`"""
        app, db = made
        with app.app_context():
            db.engine.dispose(close=False)

    def no_help_build_ping_and_recycle(self):
        """`pool_pre_ping` and `pool_recycle` in `SQLALCHEMY_ENGINE_OPTIONS`"""
        return self.build(pool_pre_ping=True, pool_recycle=3600)

    def no_help_in_master_remove(self, made):
        """`db.session.remove()` alone gives the connection back to the pool"""
        app, db = made
        with app.app_context():
            db.session.remove()

    def no_help_in_worker_dispose(self, made):
        """`db.engine.dispose()` in the worker: it closes the connection of the master"""
        app, db = made
        with app.app_context():
            db.engine.dispose()
