"""What an application prints is read away, and its last lines are kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import forklint
from forklint.probe.output import Output

AGENT = Path(forklint.__file__).parent / "probe" / "agent" / "entry.py"


@pytest.fixture
def pipe() -> Iterator[tuple[int, Output]]:
    reading, writing = os.pipe()
    with closing(Output(reading)) as output, os.fdopen(writing, "wb", buffering=0) as stream:
        yield stream.fileno(), output


def test_does_not_wait(pipe):
    _, output = pipe
    assert not output.read()
    assert output.open


def test_the_last_lines(pipe):
    writing, output = pipe
    os.write(writing, b"one\n\n  \ntwo\xff\nthree")
    assert output.read()
    assert output.last_lines(2) == ["two\ufffd", "three"]


def test_a_line_without_its_beginning_is_left_out(pipe):
    """It may begin in the middle of a secret."""
    writing, output = pipe
    for _ in range(70):
        os.write(writing, b"x" * 1000)
        output.read()
    assert output.last_lines(5) == []
    os.write(writing, b"\nlast\n")
    output.read()
    assert output.last_lines(5) == ["last"]


def test_the_end_is_noticed(pipe):
    writing, output = pipe
    os.dup2(os.open(os.devnull, os.O_WRONLY), writing)
    assert not output.read()
    assert not output.open


def test_frames_of_the_agent_are_left_out(pipe):
    writing, output = pipe
    text = f"""Traceback (most recent call last):
  File "{AGENT}", line 20, in load
    module = importlib.import_module(wanted["module"])
             ^^^^^^^^^^^^^^^^^^^^^^^
  File "<frozen importlib._bootstrap>", line 1204, in _gcd_import
  File "/shop/app.py", line 3, in <module>
    import db
  File "{AGENT}", line 9, in exec_module
    return original(self, module)
ValueError: no such shop
"""
    os.write(writing, text.encode())
    output.read()
    assert output.last_lines(12) == [
        "Traceback (most recent call last):",
        '  File "/shop/app.py", line 3, in <module>',
        "    import db",
        "ValueError: no such shop",
    ]


def test_frames_of_libraries_may_be_left_out(pipe):
    writing, output = pipe
    text = """Traceback (most recent call last):
  File "/venv/lib/python3.11/site-packages/gunicorn/arbiter.py", line 608, in spawn_worker
    worker.init_process()
  File "/shop/app.py", line 3, in <module>
    import db
ValueError: no such shop
"""
    os.write(writing, text.encode())
    output.read()
    assert output.last_lines(12, libraries=False) == [
        "Traceback (most recent call last):",
        '  File "/shop/app.py", line 3, in <module>',
        "    import db",
        "ValueError: no such shop",
    ]
    assert len(output.last_lines(12)) == 6
