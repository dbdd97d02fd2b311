# origin: Netflix/dispatch database/revisions/core/env.py: Alembic's environment, known by script.py.mako beside env.py
# file: app.py
from flask import Flask

app = Flask(__name__)

# file: database/revisions/core/script.py.mako
revision = ${repr(up_revision)}

# file: database/revisions/core/env.py
from alembic import context
from sqlalchemy import create_engine

engine = create_engine("postgresql://localhost/shop")
with engine.connect() as connection:
    context.configure(connection=connection)
    context.run_migrations()
