# origin: CTFd/CTFd CTFd/__init__.py: a script and the application both query; the application's query counts
# file: import.py
from shop import create_app, db

app = create_app()
with app.app_context():
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
