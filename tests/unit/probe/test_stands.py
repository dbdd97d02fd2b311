"""Where a process stood, as `faulthandler` writes it."""

from __future__ import annotations

import pytest

from forklint.probe.stands import Stand, stands

ROOTS = ("/shop",)
HANG = """Thread 0x00007f01 [refresh] (most recent call first):
  File "/usr/lib/python3.11/threading.py", line 320 in wait
  File "/shop/refresh.py", line 9 in run
  File "/usr/lib/python3.11/threading.py", line 1038 in _bootstrap_inner

Current thread 0x00007f02 (most recent call first):
  File "/shop/.venv/lib/python3.11/site-packages/pymysql/connections.py", line 700 in _read_bytes
  File "/shop/db.py", line 7 in connect
  File "/shop/app.py", line 3 in <module>
"""
CRASH = """Fatal Python error: Segmentation fault

Current thread 0x00007f02 (most recent call first):
  File "/usr/lib/python3.11/ctypes/__init__.py", line 519 in string_at
  File "/shop/native.py", line 4 in <module>
  File "<frozen importlib._bootstrap>", line 241 in _call_with_frames_removed

Extension modules: a, b (total: 2)
"""


def test_the_current_thread_comes_first():
    assert list(stands(HANG, ROOTS)) == [Stand("/shop/db.py", 7, "connect"), Stand("/shop/refresh.py", 9, "run")]


def test_a_crash():
    assert list(stands(CRASH, ROOTS)) == [Stand("/shop/native.py", 4, "<module>")]


@pytest.mark.parametrize("text", ["", "nonsense", CRASH.replace("/shop/", "/other/"), CRASH.replace("Current", "No")])
def test_nothing_is_known(text: str):
    assert list(stands(text, ROOTS)) == []
