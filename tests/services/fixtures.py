"""The fixtures, one for each server, and what happens where it is not installed."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.services import launch
from tests.services.catalog import RECIPES
from tests.services.recipe import find
from tests.services.service import Service


def absent(what: str, install: str) -> NoReturn:
    """Skip; in CI, which installs everything, fail: a test that never runs shows nothing."""
    text = f"{what} is not installed. To run this test: {install}"
    if os.environ.get("CI"):
        pytest.fail(text, pytrace=False)
    pytest.skip(text)


def need_packages(*names: str, install: str = "pip install -e '.[real]'") -> None:
    """For tests that use an installed library or server, by the names that `import` takes."""
    for name in names:
        if not installed(name):
            absent(f"the Python package {name}", install)


def installed(name: str) -> bool:
    """Whether `import name` would find it; asked without importing it."""
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # of `opentelemetry.sdk` not even the first part is there
        return False


def need_program(name: str, install: str = "pip install -e '.[real]'") -> str:
    """The path of a program: one that came with a Python package, or one of the system."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else find(name) or absent(name, install)


def need(name: str) -> None:
    """Everything that the server of this name needs."""
    recipe = RECIPES[name]
    need_packages(*recipe.packages)
    for program in recipe.programs:
        need_program(program, recipe.install)


def started(name: str) -> Service:
    """The shared server of this name."""
    need(name)
    return launch.shared(name)


@pytest.fixture(scope="session")
def mariadb() -> Service:
    """MariaDB; database `shop` with table `item`, and a user who may do everything."""
    return started("mariadb")


@pytest.fixture(scope="session")
def postgres() -> Service:
    """PostgreSQL; database `shop` with table `item`, and a user who may do everything."""
    return started("postgres")


@pytest.fixture(scope="session")
def postgres_tls() -> Service:
    """The same with a certificate of its own."""
    return started("postgres_tls")


@pytest.fixture(scope="session")
def redis() -> Service:
    """Redis without a password."""
    return started("redis")


@pytest.fixture(scope="session")
def rabbitmq() -> Service:
    """RabbitMQ with the user guest and the virtual host `/`."""
    return started("rabbitmq")


@pytest.fixture(scope="session")
def memcached() -> Service:
    """memcached without a password."""
    return started("memcached")


@pytest.fixture(scope="session")
def mysql_mimic() -> Service:
    """The embedded MySQL-protocol server; it answers SELECTs on the table `item`."""
    return started("mysql_mimic")


@pytest.fixture(scope="session")
def web() -> Service:
    """A web server that answers as it was told and remembers what it was sent."""
    return started("web")


@pytest.fixture(scope="session")
def mongo() -> Service:
    """A server that speaks MongoDB's protocol and keeps nothing."""
    return started("mongo")
