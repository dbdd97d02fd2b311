"""The engine and its sessions. No connection is opened before a request needs one."""

import os
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

engine = create_engine(f"sqlite:///{Path(os.environ.get('DATA_DIR', '.')).resolve() / 'todo.db'}")
sessions = scoped_session(sessionmaker(engine))


class Base(DeclarativeBase):
    pass


class Task(Base):
    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
