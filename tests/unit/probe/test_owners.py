"""Which object on the way to a descriptor it belongs to."""

from __future__ import annotations

from typing import Any

import pytest

from forklint.knowledge.facts import Facts
from forklint.probe.owners import Owners

FACTS = Facts()
CACHE = (".cache", "flask_caching.Cache", "flask_caching.Cache")
ENGINE = ("['db']", "sqlalchemy.engine.base.Engine", "sqlalchemy.engine.Engine")
SOCKET = ("._sock", "socket.socket", "socket.socket")


def _owner_of(*chain: tuple[str, str, str]) -> tuple[str, str]:
    parts = [["shop.setup", chain[0][1], chain[0][2]], *map(list, chain[1:])]
    told: dict[str, Any] = {"path": "".join(part[0] for part in parts), "fact": chain[-1][2], "chain": parts}
    told |= {
        "file": "/srv/shop/setup.py",
        "module": "shop.setup",
        "name": "cache",
        "tier": "application",
        "descriptors": [5],
    }
    found = Owners([told], FACTS).of_descriptor(5)
    assert found is not None
    return found.path, found.fact


def test_the_outermost_object_of_a_fact_owns_what_it_holds():
    pool = ("._pool", "sqlalchemy.pool.impl.QueuePool", "sqlalchemy.pool.QueuePool")
    assert _owner_of(ENGINE, pool, SOCKET) == ("shop.setup", "sqlalchemy.engine.Engine")


@pytest.mark.parametrize("application", ["flask.app.Flask", "shop.web.Shop"])
def test_what_a_cache_reaches_through_the_application_is_not_its_own(application: str):
    assert _owner_of(CACHE, (".app", application, ""), ENGINE, SOCKET) == (
        "shop.setup.app['db']",
        "sqlalchemy.engine.Engine",
    )


def test_another_class_of_a_library_changes_nothing():
    assert _owner_of(CACHE, (".backend", "flask_caching.backends.Some", ""), SOCKET)[1] == "flask_caching.Cache"


def test_an_object_of_the_application_is_none_of_the_librarys_that_holds_it():
    path, fact = _owner_of(CACHE, (".app", "shop.web.Shop", ""), (".file", "_io.FileIO", ""))
    assert (path, fact) == ("shop.setup.app.file", "")
