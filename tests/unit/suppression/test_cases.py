"""What comments silence, in small programs: `# <- FL102` marks what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import programs
from tests.running import check

THREAD = "threading.Thread(target=print).start()"
CASES = {
    "on the line": f"import threading\n{THREAD}  # forklint: ignore[FL201] why",
    "behind another comment": f"import threading\n{THREAD}  # noqa: E501  # forklint: ignore[FL201] why  # more",
    "several codes": f"import threading\n{THREAD}  # forklint: ignore[FL102, fl201] why  # <- FL001",
    "alone on the line above": f"import threading\n# forklint: ignore[FL201] why\n\n# more words\n{THREAD}",
    "above, but of another statement": (
        f"import threading\n# forklint: ignore[FL201] why  # <- FL001\nx = 1\n{THREAD}  # <- FL201"
    ),
    "on the last line of a statement": (
        "import threading\nthreading.Thread(\n    target=print,\n).start()  # forklint: ignore[FL201] why"
    ),
    "inside a statement": (
        "import threading\nthreading.Thread(\n    target=print,  # forklint: ignore[FL201] why\n).start()"
    ),
    "on the construction": (
        "import threading\nbeat = threading.Thread(target=print)  # forklint: ignore[FL201] why\nbeat.start()"
    ),
    "on a construction in another module": (
        "import db\ndb.beat.start()\n# file: db.py\n"
        "import threading\nbeat = threading.Thread(target=print)  # forklint: ignore[FL201] why"
    ),
    "on every construction that one line starts": (
        "import threading\ndef begin(thread):\n    thread.start()\n"
        "begin(threading.Thread(target=print))  # forklint: ignore[FL201] why\n"
        "begin(threading.Thread(target=len))  # forklint: ignore[FL201] why"
    ),
    "on one of the constructions that one line starts": (
        "import threading\ndef begin(thread):\n    thread.start()  # <- FL201\n"
        "begin(threading.Thread(target=print))  # forklint: ignore[FL201] why\nbegin(threading.Thread(target=len))"
    ),
    "on the line that starts several": (
        "import threading\ndef begin(thread):\n    thread.start()  # forklint: ignore[FL201] why\n"
        "begin(threading.Thread(target=print))\nbegin(threading.Thread(target=len))"
    ),
    "another code is another finding": f"import threading\n{THREAD}  # forklint: ignore[FL202] why  # <- FL001, FL201",
    "the whole file": f"# forklint: ignore-file[FL201] why\nimport threading\n{THREAD}\n{THREAD}",
    "the whole file is this file": (
        "# forklint: ignore-file[FL201] why  # <- FL001\nimport jobs\n"
        f"# file: jobs.py\nimport threading\n{THREAD}  # <- FL201"
    ),
    "the text of a string": f'import threading\n{THREAD}; x = "# forklint: ignore[FL201]"  # <- FL201',
    "a branch that is not executed": (
        "import sys\nif sys.platform == 'win32':\n    import threading\n    x = 1  # forklint: ignore[FL201] why"
    ),
    "a function that is not called": "def start():\n    x = 1  # forklint: ignore[FL201] why",
    "a function that is called": "def start():\n    x = 1  # forklint: ignore[FL201] why  # <- FL001\nstart()",
    "in a notebook's cell mark": f"import threading\n# %% forklint: ignore[FL201]  # <- FL002\n{THREAD}  # <- FL201",
    "nothing follows": "x = 1\n# forklint: ignore[FL201] why  # <- FL002",
    "an unknown verb": f"import threading\n{THREAD}  # forklint: ignroe[FL201] why  # <- FL002, FL201",
    "in capitals, and with spaces": f"import threading\n{THREAD}  #Forklint : Ignore[ fl201 , ]why",
    "without brackets": f"import threading\n{THREAD}  # forklint: ignore FL201  # <- FL002, FL201",
    "with a colon": f"import threading\n{THREAD}  # forklint: ignore: FL201  # <- FL002, FL201",
    "in round brackets": f"import threading\n{THREAD}  # forklint: ignore(FL201)  # <- FL002, FL201",
    "without a colon": f"import threading\n{THREAD}  # forklint ignore[FL201] why  # <- FL002, FL201",
    "as other tools want it": f"import threading\n{THREAD}  # noqa: E501, FL201  # <- FL002, FL201",
    "of other tools": "import threading  # noqa: FL999  # type: ignore[FL1]\nx = 1  # FL201 is not ignored here",
    "by name": f"import threading\n{THREAD}  # forklint: ignore[thread-started-before-fork]  # <- FL002, FL201",
    "its own codes": "x = 1  # forklint: ignore[FL001] why  # <- FL002",
    "safe class": (
        "import threading\nclass Beat:  # forklint: fork-safe[FL201] starts again after a fork\n"
        f"    def __init__(self):\n        {THREAD}\nbeat = Beat()"
    ),
    "safe class above its decorator": (
        "import threading\ndef same(cls):\n    return cls\n# forklint: fork-safe[FL201] why\n@same\nclass Beat:\n"
        f"    def __init__(self):\n        {THREAD}\nbeat = Beat()"
    ),
    "a safe class that extends a library's": (
        "import threading\nclass Beat(threading.Thread):  # forklint: fork-safe[FL201] why\n    def run(self):\n"
        "        pass\nclass Loud(Beat):\n    pass\nLoud().start()\nthreading.Thread(target=print).start()  # <- FL201"
    ),
    "safe function, and what it calls": (
        f"import threading\ndef begin():\n    {THREAD}\n\ndef start():  # forklint: fork-safe[FL201] why\n"
        "    begin()\nstart()"
    ),
    "what a safe function imports is not its own": (
        "def start():  # forklint: fork-safe[FL201] why  # <- FL001\n    import jobs\nstart()\n"
        f"# file: jobs.py\nimport threading\n{THREAD}  # <- FL201"
    ),
    "a class that nobody makes": (
        "class Beat:  # forklint: fork-safe[FL201] why\n    def __init__(self):\n        self.thread = None"
    ),
    "a class that makes nothing": (
        "class Beat:  # forklint: fork-safe[FL201] why  # <- FL001\n"
        "    def __init__(self):\n        self.thread = None\nBeat()"
    ),
    "in the server's configuration": (
        "x = 1\n# file: gunicorn.conf.py\nworker_class = 'gevent'\n"
        "preload_app = True  # forklint: ignore[FL901] patched by the image"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_left(name: str, tmp_path: Path) -> None:
    files = programs.write(tmp_path, CASES[name])
    assert check(tmp_path).marks == programs.expected(files)


def test_what_is_silenced_is_told(tmp_path: Path) -> None:
    programs.write(tmp_path, CASES["on the construction"])
    outcome = check(tmp_path)
    (item,) = outcome.report["suppressed"]
    assert (item["rule"], item["path"], item["line"], item["reason"]) == ("FL201", "app.py", 3, "why")
    assert item["comment"] == {"path": "app.py", "line": 2, "column": 39}
    assert outcome.status == 0


def test_without_a_probe_nobody_is_sure_that_a_comment_is_unused(tmp_path: Path) -> None:
    programs.write(tmp_path, "x = 1  # forklint: ignore[FL201] why")
    (finding,) = check(tmp_path).findings
    assert (finding["rule"], finding["confidence"]) == ("FL001", "medium")


def test_nothing_is_said_of_codes_that_are_not_asked_for(tmp_path: Path) -> None:
    programs.write(tmp_path, "x = 1  # forklint: ignore[FL201, FL102] why")
    (finding,) = check(tmp_path, ".", "--select", "FL0,FL1").findings
    assert finding["message"] == "`ignore[FL102]` silences nothing"


@pytest.mark.parametrize("before", ["", "\n" * 100])
def test_round_trip(before: str, tmp_path: Path) -> None:
    """Silent; still silent when the code moves; loud about itself once the code is repaired."""
    faulty = f"import threading\n{before}beat = {THREAD[:-8]}  # forklint: ignore[FL201] why\n"
    programs.write(tmp_path, f"{faulty}beat.start()")
    assert check(tmp_path).findings == []
    programs.write(tmp_path, faulty)
    assert [finding["rule"] for finding in check(tmp_path).findings] == ["FL001"]
