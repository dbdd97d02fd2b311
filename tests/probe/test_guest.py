"""The agent's own view of Python, in a process of its own: nothing that is replaced later reaches it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import forklint
from tests.probe.watched import VERSIONS, python

AGENT = Path(forklint.__file__).parent / "probe" / "agent"
START = f"""
import importlib.util, os, sys
spec = importlib.util.spec_from_file_location("_boot", {str(AGENT / "boot.py")!r})
boot = importlib.util.module_from_spec(spec)
spec.loader.exec_module(boot)
guest = boot.install()
wire, descriptors = guest.load("_forklint_agent.wire"), guest.load("_forklint_agent.descriptors")
"""


def run(program: str, interpreter: str = sys.executable, **variables: str) -> str:
    command = [interpreter, "-c", START + dedent(program)]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=20, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("version", VERSIONS)
def test_replaced_functions_are_not_seen(version: str):
    program = """
        import builtins, time
        fail = lambda *a, **k: 1 / 0
        os.getpid = os.fstat = os.listdir = time.sleep = sys._getframe = fail
        builtins.isinstance = builtins.repr = builtins.sorted = builtins.open = fail
        assert descriptors.identities()
        assert wire._encoded({"a": [1, {"b": None}]}) == '{"a":[1,{"b":null}]}'
        print("works")
    """
    assert run(program, python(version)) == "works\n"


def test_what_is_no_function_is_what_it_is_now():
    program = """
        import threading
        view = wire.os
        assert view is not os and view.environ is os.environ
        sys.path = ["elsewhere"]
        assert descriptors.sys.path == ["elsewhere"]
    """
    run(program)


def test_what_the_agent_sets_everybody_sees():
    program = """
        import signal
        view = guest.load("_forklint_agent.diagnosis").signal
        def mine(*arguments): ...
        view.signal = mine
        assert signal.signal is mine and view.signal is mine
    """
    run(program)


def test_servers_are_no_guests():
    program = """
        from _forklint_agent.servers import generic
        assert generic.os is os
        assert generic.entry is guest.load("_forklint_agent.entry")
    """
    run(program)


def test_modules_that_the_application_deletes_are_kept():
    program = """
        for name in [name for name in sys.modules if name.startswith("_forklint_agent.")]:
            del sys.modules[name]
        assert guest.load("_forklint_agent.wire") is wire
    """
    run(program)


def test_python_is_found_before_what_a_variable_names(tmp_path: Path):
    """The application still imports its own."""
    (tmp_path / "json.py").write_text("MINE = True\n", encoding="utf-8")
    program = """
        assert hasattr(wire.json, "dumps")
        import json
        assert json.MINE
    """
    run(program, PYTHONPATH=str(tmp_path))
