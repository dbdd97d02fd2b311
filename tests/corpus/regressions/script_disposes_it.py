# origin: CTFd/CTFd import.py: a script disposes of the engines and queries anew; the server's engines stay live
# file: import.py
from shop import create_app, db
from shop.exports import import_rows

app = create_app()
with app.app_context():
    import_rows()

# file: shop/exports.py
from shop import db


def import_rows():
    db.session.close()
    db.engine.dispose()
    db.session.execute("DELETE FROM teams")

# file: shop/__init__.py
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


def create_app():
    app = Flask(__name__)
    db.init_app(app)
    with app.app_context():
        db.create_all()  # <- FL103
    return app

# file: wsgi.py
from shop import create_app

app = create_app()
