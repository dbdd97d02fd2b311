# origin: CTFd/CTFd export.py: a script beside wsgi.py makes an application of its own for its context
# file: wsgi.py
from shop import create_app

app = create_app()

# file: shop/__init__.py
from flask import Flask


def create_app():
    return Flask(__name__)

# file: shop/exports.py
import tempfile


def export():
    backup = tempfile.NamedTemporaryFile()
    backup.write(b"rows")
    return backup

# file: export.py
from shop import create_app
from shop.exports import export

app = create_app()
with app.app_context():
    backup = export()
    with open("backup.zip", "wb") as target:
        target.write(backup.read())
