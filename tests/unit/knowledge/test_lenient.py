"""A mistake in a user's facts file is told with file, row and key; the other rows count."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.knowledge.facts import Facts
from forklint.knowledge.lenient import read_facts

HEAD = 'distribution = "acme"\nmodules = ["acme"]\nsource = "https://acme.example"\n'
GOOD = '[[type]]\nname = "acme.Pool"\nkind = "pool"\nrule = "FL102"\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "acme.toml"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            '[[type]]\nname = "acme.A"\nkidn = "pool"\n',
            "row 1 of [[type]], acme.A: there is no key `kidn`; did you mean",
        ),
        ('[[type]]\nkind = "pool"\n', "row 1 of [[type]]: the key `name` is missing"),
        ('[[type]]\nname = "acme.A"\nkind = "pol"\n', "acme.A: kind: 'pol' is none of its words; did you mean `pool`?"),
        ('[[type]]\nname = "acme.A"\naliases = "B"\n', "acme.A: aliases: expected `array`, got `str`"),
        ('[[type]]\nname = "acme.A"\nkind = "pool"\n', "acme.A: rule: a row with a `kind` needs"),
        ('[[type]]\nname = "acme.A"\nrule = "FL999"\n', "acme.A: rule: there is no rule 'FL999'"),
        ('[[type]]\nname = "acme.A"\nversions = "new"\n', "acme.A: versions: 'new' does not say which versions"),
        ('[[type]]\nname = "acem.A"\n', "acem.A: name: 'acem.A' is in no package that `modules` names"),
        (
            '[[type]]\nname = "acme.A"\nheals = [{ since = "soon", mechanism = "pid-check" }]\n',
            "acme.A: heals[0].since: 'soon' is no version",
        ),
        (
            '[[type]]\nname = "acme.A"\nwhen = [{ argument = "x", state = "live" }]\n',
            "acme.A: when[0]: a condition has one of is, not, above, present and contains; this has none",
        ),
        (
            '[[type]]\nname = "acme.A"\nmember = [{ names = ["go"], versions = "new" }]\n',
            "acme.A: member[0].versions: 'new'",
        ),
        ('[[call]]\nnames = ["acme.make"]\nversions = "1"\n', "row 1 of [[call]], acme.make: versions: '1' does not"),
        ('[[imports]]\nnames = ["odd"]\nuses = []\n', "row 1 of [[imports]], odd: names: 'odd' is in no package"),
    ],
)
def test_a_wrong_row_is_told_and_left_out(row: str, said: str, path: Path) -> None:
    path.write_text(HEAD + row + GOOD, encoding="utf-8")
    read = read_facts(path)
    assert len(read.problems) == 1
    assert read.problems[0].startswith(f"{path}: row 1 of [[")
    assert said in read.problems[0]
    assert read.file is not None
    assert [type_.name for type_ in read.file.type] == ["acme.Pool"]
    assert (read.file.call, read.file.imports) == ((), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "the key `distribution` is missing"),
        (b'distribution = "acme"\nsource = "x"\nmodules = "acme"\n', "modules: expected `array`, got `str`"),
        (HEAD.encode() + b"color = 1\n", "there is no key `color`"),
        (b"distribution = acme\n", "is not valid TOML: Invalid value (at line 1, column 16)"),
        (b'distribution = "\xff"\n', "cannot be read: it is not written in UTF-8"),
        (HEAD.encode() + b"type = 3\n", "type: expected `array`, got `int`"),
    ],
)
def test_a_wrong_file_is_told(text: bytes, said: str, path: Path) -> None:
    path.write_bytes(text)
    read = read_facts(path)
    assert read.file is None
    assert [problem.startswith(f"{path}: {said}") for problem in read.problems] == [True]


def test_rows_keep_their_numbers(path: Path) -> None:
    wrong = '[[type]]\nname = "acme.{}"\nrul = "FL102"\n'
    path.write_text(HEAD + wrong.format("A") + GOOD + wrong.format("B"), encoding="utf-8")
    assert [problem.split(": ")[1] for problem in read_facts(path).problems] == [
        "row 1 of [[type]], acme.A",
        "row 3 of [[type]], acme.B",
    ]


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    assert read_facts(tmp_path / "folder.toml").problems == (f"{tmp_path}/folder.toml: cannot be read: Is a directory",)


def test_the_other_files_count(path: Path) -> None:
    path.write_text(HEAD + GOOD, encoding="utf-8")
    (path.parent / "broken.toml").write_text("[[", encoding="utf-8")
    facts = Facts((path.parent,))
    assert facts.type_named("acme.Pool")
    assert facts.type_named("redis.Redis")
    assert len(facts.problems) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            '[[call]]\nnames = ["acme.make"]\nmakes = "acme.Pol"\n',
            "row 1 of [[call]], acme.make: makes: no type is called",
        ),
        (
            '[[type]]\nname = "acme.A"\ngives = { get = "acme.Pol" }\n',
            "row 1 of [[type]], acme.A: gives.get: no type is",
        ),
        ('[[type]]\nname = "acme.A"\nparent = "acme.Pol"\n', "acme.A: parent: no type is called 'acme.Pol'"),
        (
            '[[type]]\nname = "acme.A"\nmember = [{ names = ["a"], frees = ["acme.Pol"] }]\n',
            "acme.A: member[0].frees: no",
        ),
    ],
)
def test_a_type_that_nobody_describes_is_told(row: str, said: str, path: Path) -> None:
    path.write_text(HEAD + row + GOOD, encoding="utf-8")
    (problem,) = Facts((path.parent,)).problems
    assert said in problem


def test_types_of_other_files_may_be_named(path: Path) -> None:
    path.write_text(f'{HEAD}[[call]]\nnames = ["acme.make"]\nmakes = "redis.Redis"\n', encoding="utf-8")
    assert Facts((path.parent,)).problems == ()
