"""What is remembered depends on all that decides: folders that a program lists, modules that only a script imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.check import CheckRequest, check
from tests.unit.test_cache import aged
from tests.unit.trees import write

SOCKET = 'import socket\ns = socket.create_connection(("shop", 80))\ndef use():\n    s.send(b"x")\n'
APPLICATION = "def app(environ, start_response):\n    return []\n"
BY_PKGUTIL = """
import importlib, pkgutil
import plugins
for one in pkgutil.iter_modules(plugins.__path__):
    importlib.import_module(f"plugins.{one.name}")
"""
BY_LISTDIR = """
import importlib, os
for name in os.listdir(os.path.join(os.path.dirname(__file__), "plugins")):
    if name.endswith(".py"):
        importlib.import_module("plugins." + name[:-3])
"""
BY_GLOB = """
import glob, importlib, os
for path in glob.glob(os.path.join(os.path.dirname(__file__), "plug*", "*.py")):
    importlib.import_module("plugins." + os.path.basename(path)[:-3])
"""
BY_SCRIPT = """
import multiprocessing
def main():
    from plugins import one
    multiprocessing.get_context("fork").Process(target=one.use).start()
if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize(
    ("loader", "before"),
    [
        (BY_PKGUTIL, {}),
        (BY_LISTDIR, {}),
        (BY_GLOB, {}),
        (BY_SCRIPT, {"plugins/one.py": "def use():\n    pass\n"}),
        (BY_SCRIPT, {}),
    ],
    ids=["pkgutil", "listdir", "glob", "script", "script, a module that was not there"],
)
def test_what_comes_into_it_is_seen(loader: str, before: dict[str, str], tmp_path: Path) -> None:
    program = {"app.py": "import loader\n" + APPLICATION, "loader.py": loader, "plugins/__init__.py": "", **before}
    project = aged(write(tmp_path / "project", program))
    request = CheckRequest(("app:app",), project, cache=tmp_path / "cache", preload=True)
    assert not check(request).findings
    assert list((tmp_path / "cache").rglob("*.msgpack"))
    aged(write(project, {"plugins/one.py": SOCKET}))
    assert [found.place.path for found in check(request).findings] == ["plugins/one.py"]
    (project / "plugins" / "one.py").unlink()
    assert not check(request).findings
