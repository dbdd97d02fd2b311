"""An application as servers preload them: Django, SQLAlchemy, Flask and redis, and some forty modules of its own.

Nothing in it is live after the load, so that a probe of `desk.wsgi` has nothing to explain. `desk.watching` opens
something by C code that raises no audit event: which line it was, only a second load can tell.
"""

from __future__ import annotations

from pathlib import Path

LIBRARIES = ("django==5.2.*", "flask==3.*", "sqlalchemy==2.*", "redis==8.*")
PLAIN, WATCHING = "desk.wsgi", "desk.watching"
TIMES = "DESK_TIMES"
"""Variable with the path of a file, to which each load adds a line: seconds of wall time and of processor time."""
BEGIN = "import sys, time\nsys.desk_began = time.monotonic(), time.process_time()\n"
"""The `sitecustomize` of the measured interpreters: the clock starts when Python is ready to execute something."""
AREAS = ("accounts", "billing", "catalogue", "reports", "tickets")
"""One package each, with the modules that a Django application usually has."""

_SETTINGS = """
SECRET_KEY = "benchmark"
ROOT_URLCONF = "desk.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.admin", AREAS]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "django.contrib.sessions.middleware.SessionMiddleware"]
"""
_TABLES = """
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, sessionmaker

engine = create_engine("sqlite://")
Session = sessionmaker(engine)

class Base(DeclarativeBase):
    pass
"""
_CACHE = """
import redis

client = redis.Redis.from_url("redis://127.0.0.1:6379/0", decode_responses=True)
"""
_API = """
from flask import Flask, jsonify

def create_api():
    api = Flask("desk")
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    return api
"""
_WSGI = f"""
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "desk.settings")
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
from desk import cache, urls
from desk.api import create_api

api = create_api()
wall, processor = time.monotonic() - sys.desk_began[0], time.process_time() - sys.desk_began[1]
with open(os.environ["{TIMES}"], "a") as times:
    print(wall, processor, file=times)
"""
_WATCHING = """
import select

from desk.wsgi import application

epoll = select.epoll() if hasattr(select, "epoll") else select.kqueue()
"""
_AREA = {
    "apps": """
from django.apps import AppConfig

class Config(AppConfig):
    name = "desk.AREA"
""",
    "models": """
from django.db import models

class Item(models.Model):
    name = models.CharField(max_length=80)
    made = models.DateTimeField(auto_now_add=True)
    done = models.BooleanField(default=False)

class Note(models.Model):
    item = models.ForeignKey(Item, on_delete=models.CASCADE)
    text = models.TextField(blank=True)
""",
    "forms": """
from django import forms
from .models import Item

class ItemForm(forms.ModelForm):
    class Meta:
        model = Item
        fields = ["name", "done"]
""",
    "views": """
from django.views.generic import CreateView, ListView
from .forms import ItemForm
from .models import Item

class Items(ListView):
    model = Item

class NewItem(CreateView):
    model = Item
    form_class = ItemForm
""",
    "urls": """
from django.urls import path
from . import views

urlpatterns = [path("", views.Items.as_view()), path("new", views.NewItem.as_view())]
""",
    "tables": """
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship
from desk.tables import Base

class Row(Base):
    __tablename__ = "AREA"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("AREA.id"))
    parent: Mapped["Row | None"] = relationship(remote_side=id)
""",
    "services": """
from functools import lru_cache
from desk.cache import client
from desk.tables import Session
from .tables import Row

@lru_cache(maxsize=100)
def key(number):
    return f"AREA:{number}"

def find(number):
    with Session() as session:
        return client.get(key(number)) or session.get(Row, number)
""",
    "api": """
from flask import Blueprint, jsonify
from .services import find

blueprint = Blueprint("AREA", __name__, url_prefix="/AREA")

@blueprint.get("/<int:number>")
def show(number):
    return jsonify(find(number))
""",
}


def make(folder: Path) -> int:
    """Write it below a folder; returns how many modules it has."""
    files = {f"desk/{area}/{name}.py": text.replace("AREA", area) for area in AREAS for name, text in _AREA.items()}
    files |= {f"desk/{area}/__init__.py": "" for area in AREAS}
    files |= {f"desk/{name}.py": text for name, text in _shared().items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return len(files)


def _shared() -> dict[str, str]:
    configs = ", ".join(f'"desk.{area}.apps.Config"' for area in AREAS)
    imports = "".join(f"from desk.{area}.api import blueprint as {area}\n" for area in AREAS)
    paths = ", ".join(f'path("{area}/", include("desk.{area}.urls"))' for area in AREAS)
    return {
        "__init__": "",
        "settings": _SETTINGS.replace("AREAS", configs),
        "urls": f"from django.contrib import admin\nfrom django.urls import include, path\n\nurlpatterns = [{paths}]\n",
        "tables": _TABLES,
        "cache": _CACHE,
        "api": imports + _API.replace("BLUEPRINTS", f"({', '.join(AREAS)})"),
        "wsgi": _WSGI,
        "watching": _WATCHING,
    }
