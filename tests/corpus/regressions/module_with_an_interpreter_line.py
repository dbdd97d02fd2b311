# origin: agdsn/pycroft helpers/interactive.py: a module for shells says so in its first line
# file: shop/task.py
from celery import Celery

app = Celery("tasks", broker="redis://queue")

# file: helpers/interactive.py
#!/usr/bin/env python3
"""For a shell: from helpers.interactive import *"""
from sqlalchemy import create_engine

engine = create_engine("postgresql://localhost/shop")
connection = engine.connect()
