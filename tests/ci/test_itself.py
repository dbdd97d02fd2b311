"""forklint about forklint: an application may import it in a master."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.ci.recipes import ROOT
from tests.running import console

pytestmark = pytest.mark.timeout(120)
LOAD_ALL = """
import importlib, os, pkgutil, threading

def opened():
    with os.scandir("/proc/self/fd") as entries:
        return {entry.name: os.readlink(entry.path) for entry in entries}

before = opened()
import forklint
for module in pkgutil.walk_packages(forklint.__path__, "forklint."):
    if not module.name.endswith("__main__") and not {"agent", "guest"} & set(module.name.split(".")):
        importlib.import_module(module.name)
assert opened() == before, opened()
assert threading.active_count() == 1, threading.enumerate()
"""
"""Guests are no modules of forklint's: they go into the application's process."""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_importing_it_opens_nothing_and_starts_nothing() -> None:
    """The same without forklint's own eyes."""
    done = subprocess.run([sys.executable, "-c", LOAD_ALL], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_loading_all_of_it_leaves_nothing_that_a_fork_breaks() -> None:
    done = console(ROOT, "probe", "forklint.cli.check:COMMAND", "--server", "generic", "--output-format", "json")
    assert done.findings == []
    assert done.report["probes"][0]["modules"] > 50


def test_its_package_is_silent() -> None:
    done = console(ROOT, "check", "forklint", "--output-format", "json")
    assert done.findings == []
