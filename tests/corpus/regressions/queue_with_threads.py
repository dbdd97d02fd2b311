# origin: the-momentum/python-ai-kit#122, with threads: nothing but a queue's worker is described, and that forks nothing
# file: Procfile
worker: celery -A jobs.app worker --pool threads
# file: jobs/__init__.py
# file: jobs/app.py
from celery import Celery

from jobs.db import tenants

app = Celery("jobs", broker="redis://queue")
TENANTS = tenants()
# file: jobs/db.py
from sqlalchemy import create_engine, text

engine = create_engine("postgresql://shop@db/shop")


def tenants():
    with engine.connect() as connection:
        return [row.name for row in connection.execute(text("SELECT name FROM tenant"))]
