"""Pages."""

from flask import Blueprint
from sqlalchemy import func, select

from database import Base, Task, engine, sessions

pages = Blueprint("pages", __name__)


@pages.get("/")
def index():
    Base.metadata.create_all(engine)
    return f"{sessions.scalar(select(func.count(Task.id)))} to do"
