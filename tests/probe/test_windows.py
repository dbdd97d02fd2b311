"""What C code opens while modules are imported: which line of the application is blamed, and how often it is looked."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

import forklint
from tests.probe.watched import LINUX, VERSIONS, python

AGENT = Path(forklint.__file__).parent / "probe" / "agent"
PROGRAM = """
import json, sys, types
agent, root, library = sys.argv[1:]
package = sys.modules["_forklint_agent"] = types.ModuleType("_forklint_agent")
package.__path__ = [agent]
from _forklint_agent import descriptors, frames, ledger, windows
looks = []
taken = descriptors.glance
descriptors.glance = lambda: looks.append(1) or taken()
told = ledger.Ledger(frames.Frames([root]))
windows.open_windows(told)
told.begin()
sys.path[:0] = [root, library]
import app
told.explain()
fresh = {n: i for n, i in descriptors.identities().items() if told.baseline.get(n) != i}
origins = [told.origin(number, identity) for number, identity in sorted(fresh.items())]
places = [[f"{frame[0].rpartition('/')[2]}:{frame[1]}" for frame in origin["stack"]] for origin in origins]
exact = [origin["exact"] for origin in origins]
print(json.dumps({"places": places, "exact": exact, "via": [o["via"] for o in origins], "looks": len(looks)}))
"""
OPENS = "import select\nheld = select.epoll()\n"

pytestmark = LINUX


@dataclass(frozen=True, slots=True)
class Told:
    """For each descriptor, in the order of their numbers: lines, certainty, library; and how often it was looked."""

    places: list[list[str]]
    exact: list[bool]
    via: list[str]
    looks: int


Teller = Callable[[str, dict[str, str]], Told]


@pytest.fixture(params=VERSIONS)
def told(request: pytest.FixtureRequest, tmp_path: Path) -> Teller:
    """Import `app` in each Python that an application may run on."""
    executable = python(request.param)

    def imported(app: str, library: dict[str, str]) -> Told:
        files = {"root/app.py": app, **{f"library/{name}.py": text for name, text in library.items()}}
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(dedent(text), encoding="utf-8")
        command = [executable, "-c", PROGRAM, str(AGENT), str(tmp_path / "root"), str(tmp_path / "library")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return Told(**json.loads(done.stdout))

    return imported


def test_a_library_imported_by_another_is_blamed_on_the_line_of_the_application(told: Teller):
    seen = told("import os\nimport outer\n", {"outer": "import inner\n", "inner": OPENS})
    assert (seen.places, seen.exact, seen.via) == ([["app.py:2"]], [True], ["outer"])


def test_it_is_looked_once_for_all_that_a_library_imports(told: Teller):
    many = {f"part{number}": "" for number in range(50)}
    few = told("import outer\n", {"outer": "import part1\n", **many})
    more = told("import outer\n", {"outer": "".join(f"import {name}\n" for name in many)})
    assert few.looks == more.looks


def test_two_lines_that_import_libraries_are_told_apart(told: Teller):
    app = "import one\nimport two\n"
    seen = told(app, {"one": "import select\n", "two": "import inner\n", "inner": OPENS})
    assert seen.places == [["app.py:2"]]


def test_what_was_opened_before_a_library_imports_the_application_is_the_librarys(told: Teller, tmp_path: Path):
    """A framework that imports the settings in the middle of its own import."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "settings.py").write_text(f"\n\n{OPENS}", encoding="utf-8")
    outer = "import inner\nimport settings\nimport third\n"
    seen = told("import outer\n", {"outer": outer, "inner": OPENS, "third": OPENS})
    assert seen.places == [["app.py:1"], ["app.py:1"], ["app.py:1"]]
    assert seen.exact == [True, False, True]  # for the second, a second load looks at the lines of settings.py


def test_a_function_of_the_application_that_a_library_calls_while_it_is_imported(told: Teller):
    app = """
        import sys, types
        def late():
            import quiet
            import inner
        sys.modules["callbacks"] = types.SimpleNamespace(late=late)
        import outer
    """
    library = {"outer": "import callbacks\ncallbacks.late()\n", "inner": OPENS, "quiet": ""}
    assert told(app, library).places == [["app.py:7", "app.py:5"]]


def test_a_library_that_is_imported_late_by_a_call(told: Teller):
    app = "import outer\nouter.connect()\n"
    library = {"outer": "def connect():\n    import driver\n", "driver": "import inner\n", "inner": OPENS}
    seen = told(app, library)
    assert (seen.places, seen.exact) == ([["app.py:2"]], [True])


def test_an_import_that_fails_leaves_the_next_one_looked_at(told: Teller):
    app = """
        try:
            import broken
        except RuntimeError:
            pass
        import outer
        import quiet
    """
    library = {"broken": "import quiet2\nraise RuntimeError\n", "outer": OPENS, "quiet": "", "quiet2": ""}
    assert told(app, library).places == [["app.py:6"]]


def test_another_thread_imports_on_its_own(told: Teller):
    """While the main thread is in the middle of a library, a thread of the application imports another one."""
    outer = """
        import threading, callbacks
        thread = threading.Thread(target=callbacks.late)
        thread.start()
        thread.join()
        import quiet
    """
    app = """
        import sys, types
        def late():
            import inner
        sys.modules["callbacks"] = types.SimpleNamespace(late=late)
        import outer
    """
    assert told(app, {"outer": outer, "inner": OPENS, "quiet": ""}).places == [["app.py:4"]]
