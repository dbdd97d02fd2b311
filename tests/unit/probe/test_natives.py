"""Native threads are known by their names, and by the library whose code they execute."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from forklint.knowledge.facts import Facts
from forklint.probe.agent.natives import libraries
from forklint.probe.natives import fact_of, package_of, renewed

SITE = "/venv/lib/python3.12/site-packages"
FACTS = Facts()


def _task(name: str = "python", library: str = "") -> dict[str, Any]:
    return {"task": 7, "name": name, "library": library}


@pytest.mark.parametrize(
    ("library", "package"),
    [
        (f"{SITE}/tokenizers/tokenizers.abi3.so", "tokenizers"),
        (f"{SITE}/pyarrow/libarrow.so.2600", "pyarrow"),
        (f"{SITE}/xgboost.libs/libgomp-e985bcbb.so.1.0.0", "xgboost"),
        (f"{SITE}/_duckdb.abi3.so", "duckdb"),
        ("/usr/lib/jvm/java-17/lib/server/libjvm.so", ""),
        ("", ""),
    ],
)
def test_the_package_of_a_library(library: str, package: str):
    assert package_of(library) == package


def test_a_thread_that_facts_name_is_harmless_in_every_library():
    row = fact_of(_task("jemalloc_bg_thd", f"{SITE}/deltalake/_internal.abi3.so"), FACTS)
    assert row is not None
    assert (row.rule, row.state) == ("", "harmless")


def test_a_package_may_say_it_of_all_its_threads():
    row = fact_of(_task(library=f"{SITE}/pyarrow/libarrow.so.2600"), FACTS)
    assert row is not None
    assert row.name == "pyarrow.native-threads"


def test_the_only_resource_of_a_package_that_has_native_threads_is_meant():
    row = fact_of(_task(library=f"{SITE}/tokenizers/tokenizers.abi3.so"), FACTS)
    assert row is not None
    assert row.name == "tokenizers.Tokenizer"


@pytest.mark.parametrize("library", ["", f"{SITE}/duckdb/duckdb.so", f"{SITE}/nobody_knows/it.so"])
def test_of_several_or_of_none_nothing_is_said(library: str):
    assert fact_of(_task(library=library), FACTS) is None


def test_a_thread_is_renewed_where_every_worker_has_one_like_it():
    mine, other = _task("rdk:main", "/a.so"), _task("rdk:main", "/b.so")
    assert renewed(mine, [[other, mine], [mine]])
    assert not renewed(mine, [[mine], [other]])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_waiting_thread_tells_its_library():
    """Python's own threads stand for those of a library: they wait in the C library, called by the interpreter."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait, daemon=True)
    thread.start()
    found: dict[int, str] = {}
    until = time.monotonic() + 10
    try:
        while not found and time.monotonic() < until:  # it takes a moment until it waits
            found = libraries([thread.native_id or 0])
    finally:
        done.set()
        thread.join()
    (library,) = found.values()
    assert "python" in Path(library).name


def test_who_is_not_there_is_left_out():
    assert libraries([2**22 + 1]) == {}
