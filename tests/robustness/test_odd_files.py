"""Files that are hard to read: each is looked at or counted as a gap, and its neighbours are looked at all the same."""

from __future__ import annotations

import codecs
import os
import shutil
from pathlib import Path

import pytest

from forklint.report.registry import FORMATS
from tests.robustness.child import run

FAULT = "import threading\nimport odd\nthreading.Thread(target=print, daemon=True).start()\n"
THREAD = "import threading\nthreading.Thread(target=print).start()\n"

READABLE = {
    "empty": b"",
    "only a comment": b"# nothing",
    "byte order mark": codecs.BOM_UTF8 + THREAD.encode(),
    "latin-1": b"# -*- coding: latin-1 -*-\nname = '\xe9'\n" + THREAD.encode(),
    "cookie in the second line": b"#!\n# vim: set fileencoding=cp1252 :\nname = '\x80'\n" + THREAD.encode(),
    "carriage returns": THREAD.replace("\n", "\r").encode(),
    "windows line ends": THREAD.replace("\n", "\r\n").encode(),
    "form feeds": b"\x0c\n" + THREAD.encode() + b"\x0c",
    "no line end at the end": THREAD.rstrip().encode(),
    "a line of a megabyte": b"text = '" + b"x" * 1_000_000 + b"'\n" + THREAD.encode(),
    "names in all scripts": "имя = 名 = ﬁ = 1\n".encode() + THREAD.encode(),
}
UNREADABLE = {
    "bad syntax": b"def (:\n",
    "mixed tabs": b"if 1:\n        x = 1\n\ty = 2\n",
    "null byte": b"x = 1\0\n",
    "utf-16": "x = 1\n".encode("utf-16"),
    "not utf-8": b"name = '\xe9'\n",
    "unknown encoding": b"# coding: klingon\nx = 1\n",
    "encoding that is none": b"# coding: hex\nx = 1\n",
    "two minds about the encoding": codecs.BOM_UTF8 + b"# coding: latin-1\nx = 1\n",
    "unfinished": b"x = (\n",
    "python 2": b"print 'hello'\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
}
NEWER = {
    "lazy import": b"lazy import json\nlazy from os import path\n",
    "template string": b"name = 'x'\ntext = t'hello {name}'\n",
    "except without parentheses": b"try:\n    pass\nexcept ValueError, TypeError:\n    pass\n",
}


def program(folder: Path, odd: bytes) -> None:
    (folder / "app.py").write_text(FAULT, encoding="utf-8")
    (folder / "odd.py").write_bytes(odd)


def check(folder: Path, before: tuple[str, ...] = ()) -> tuple[set[tuple[str, int]], set[str]]:
    """Lines with a finding, and files with a gap."""
    report = run(folder, "check", ".", "--output-format", "json", "--no-cache", before=before).report
    lines = {(finding["path"], finding["line"]) for finding in report["findings"]}
    return lines, {gap["path"] for gap in report["gaps"]}


@pytest.mark.parametrize("odd", READABLE.values(), ids=READABLE)
def test_reads_what_python_reads(odd: bytes, tmp_path: Path) -> None:
    program(tmp_path, odd)
    lines, gaps = check(tmp_path)
    assert ("app.py", 3) in lines
    assert "odd.py" not in gaps
    assert {path for path, _ in lines} == ({"app.py", "odd.py"} if b"Thread" in odd else {"app.py"})


@pytest.mark.parametrize("odd", UNREADABLE.values(), ids=UNREADABLE)
def test_counts_what_cannot_be_read(odd: bytes, tmp_path: Path) -> None:
    program(tmp_path, odd)
    assert check(tmp_path) == ({("app.py", 3)}, {"odd.py"})


@pytest.mark.parametrize("odd", NEWER.values(), ids=NEWER)
def test_reads_newer_syntax_or_says_that_it_does_not(odd: bytes, tmp_path: Path) -> None:
    program(tmp_path, odd + THREAD.encode())
    lines, gaps = check(tmp_path)
    assert ("app.py", 3) in lines
    seen = any(path == "odd.py" for path, _ in lines)
    assert seen != ("odd.py" in gaps)


def test_columns_count_characters(tmp_path: Path) -> None:
    """`ast` counts bytes; an editor does not."""
    (tmp_path / "app.py").write_text("import threading\né = 'éé'; threading.Thread().start()\n", encoding="utf-8")
    (finding,) = run(tmp_path, "check", "app.py", "--output-format", "json", "--no-cache").report["findings"]
    assert finding["column"] == 10


def test_fifty_megabytes(tmp_path: Path) -> None:
    program(tmp_path, b"x = 1\n" * (50_000_000 // 6))
    done = run(tmp_path, "check", ".", "--output-format", "json", "--no-cache")
    assert {gap["path"] for gap in done.report["gaps"]} == {"odd.py"}
    assert done.megabytes < 400


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    program(tmp_path, b"")
    (tmp_path / "odd.py").unlink()
    os.mkfifo(tmp_path / "odd.py")
    lines, _ = check(tmp_path)
    assert lines == {("app.py", 3)}


def test_a_file_that_fails_while_it_is_read(tmp_path: Path) -> None:
    program(tmp_path, b"")
    (tmp_path / "odd.py").unlink()
    (tmp_path / "odd.py").symlink_to("/proc/self/mem")
    lines, _ = check(tmp_path)
    assert lines == {("app.py", 3)}


def test_a_folder_that_is_called_like_a_file(tmp_path: Path) -> None:
    program(tmp_path, b"")
    (tmp_path / "odd.py").unlink()
    (tmp_path / "odd.py").mkdir()
    (tmp_path / "odd.py" / "inner.py").write_text(THREAD, encoding="utf-8")
    lines, _ = check(tmp_path)
    assert ("app.py", 3) in lines


def without_roots_rights() -> tuple[str, ...]:
    """A prefix that takes root's right to read everything away; skips where that cannot be done."""
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root reads everything, and there is no setpriv")
    return (setpriv, "--bounding-set", "-dac_override,-dac_read_search")


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    program(tmp_path, THREAD.encode())
    (tmp_path / "odd.py").chmod(0)
    assert check(tmp_path, before=without_roots_rights()) == ({("app.py", 3)}, {"odd.py"})


def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    program(tmp_path, b"")
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "inner.py").write_text(THREAD, encoding="utf-8")
    closed.chmod(0)
    try:
        lines, gaps = check(tmp_path, before=without_roots_rights())
    finally:
        closed.chmod(0o700)
    assert lines == {("app.py", 3)}
    assert any(path.startswith("closed") for path in gaps)


@pytest.mark.parametrize("name", [b"a\xff.py", b"a\n\x1b[31m\r.py"], ids=["not utf-8", "control characters"])
def test_a_name_that_is_hard_to_write(name: bytes, tmp_path: Path) -> None:
    """Every format writes it in UTF-8, a finding is one line, and a baseline knows it again."""
    (tmp_path / os.fsdecode(name)).write_text(THREAD, encoding="utf-8")
    files = [word for form in FORMATS for word in ("--output-format", f"{form}={form}.out")]
    done = run(tmp_path, "check", os.fsdecode(name), "--no-cache", *files)
    assert (done.status, done.stderr) == (1, "")
    texts = {form: (tmp_path / f"{form}.out").read_text(encoding="utf-8") for form in FORMATS}
    assert len(texts["concise"].splitlines()) == 1
    assert "\x1b" not in texts["concise"] + texts["full"] + texts["junit"]
    known = ("check", os.fsdecode(name), "--no-cache", "--baseline", "known.json", "--output-format", "json")
    assert run(tmp_path, *known, "--update-baseline").status == 0
    assert run(tmp_path, *known, "--error-on-stale").report["findings"] == []


def test_links_that_lead_back(tmp_path: Path) -> None:
    program(tmp_path, b"")
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "again").symlink_to("..")
    (package / "deeper").symlink_to(".")
    (tmp_path / "one.py").symlink_to("two.py")
    (tmp_path / "two.py").symlink_to("one.py")
    (tmp_path / "dangling.py").symlink_to("nowhere.py")
    lines, _ = check(tmp_path)
    assert lines == {("app.py", 3)}


def test_a_module_beside_a_package_of_the_same_name(tmp_path: Path) -> None:
    """Python imports the package."""
    (tmp_path / "app.py").write_text("import odd\n", encoding="utf-8")
    (tmp_path / "odd.py").write_text("", encoding="utf-8")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "__init__.py").write_text(THREAD, encoding="utf-8")
    report = run(tmp_path, "check", "app.py", "--output-format", "json", "--no-cache").report
    assert {finding["path"] for finding in report["findings"]} == {"odd/__init__.py"}


def test_a_module_that_is_called_like_one_of_the_standard_library(tmp_path: Path) -> None:
    """The current folder comes first on a server's path, so the application's own module is imported."""
    (tmp_path / "app.py").write_text("import queue\nqueue.Thread(target=print).start()\n", encoding="utf-8")
    (tmp_path / "queue.py").write_text("class Thread:\n    def __init__(self, target): ...\n", encoding="utf-8")
    report = run(tmp_path, "check", "app.py", "--output-format", "json", "--no-cache").report
    assert report["findings"] == []
