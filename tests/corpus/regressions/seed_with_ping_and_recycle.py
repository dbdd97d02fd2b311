# origin: the seed's second remedy, as issues recommend it: the options do not help, and the findings say so
# file: app.py
import os

from flask import Flask
from settings import OPTIONS
from sqlalchemy import create_engine, text
from sqlalchemy.pool import QueuePool

engine = create_engine(
    os.environ["DATABASE_URL"],
    poolclass=QueuePool,
    pool_pre_ping=True,  # <- FL801
    pool_recycle=3600,  # <- FL801
)
with engine.connect() as connection:  # <- FL103
    SETTINGS = dict(connection.execute(text("SELECT name, value FROM setting")).all())

replica = create_engine(os.environ["REPLICA_URL"], **OPTIONS)  # <- FL801
with replica.connect() as connection:  # <- FL103
    TAXES = connection.execute(text("SELECT country, rate FROM tax")).all()

switched_off = create_engine(os.environ["ARCHIVE_URL"], pool_pre_ping=False, pool_recycle=-1)
with switched_off.connect() as connection:  # <- FL103
    YEARS = connection.execute(text("SELECT year FROM archive")).all()

app = Flask(__name__)


@app.route("/")
def index():
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT 1")).scalar())


# file: settings.py
OPTIONS = {"pool_pre_ping": True}
