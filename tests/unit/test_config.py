"""`[tool.forklint]` and `forklint.toml`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator  # type: ignore[import-untyped]

from forklint.config import Configuration, read_configuration
from forklint.config.keys import KEYS, TABLE
from forklint.config.schema import SHIPPED, document
from forklint.errors import ConfigurationError
from tests.unit.trees import write

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

EVERY = """
targets = ["shop.app:app"]
select = ["FL1", "fl203"]
ignore = []
per-file-ignores = { "scripts/" = ["FL2"] }
severity = { FL406 = "info" }
fail-on = "never"
min-confidence = "high"
require-reason = true
baseline = "known.json"
facts = ["facts"]
follow = ["acme"]
exclude = ["legacy/"]
deployments = ["gunicorn shop:app", { command = "uwsgi --ini x.ini", folder = "web", environment = { A = "1" } }]
python = "python3"
cache = false
"""
WRONG = [
    ("folow = []", "no key 'folow'", "Did you mean 'follow'?"),
    ("require_reason = true", "no key 'require_reason'", "Did you mean 'require-reason'?"),
    ("zzz = 1", "no key 'zzz'", f"Known keys: {', '.join(KEYS)}."),
    ("follow = 'acme'", "follow must be a list of texts, not 'acme'", ""),
    ("deployments = [{folder = 'a'}]", "deployments[0] must be a command line, or a table with command", ""),
    ("deployments = ['x', {command = 'y', folder = 1}]", "deployments[1].folder must be a text, not 1", ""),
    ("deployments = 'gunicorn x'", "deployments must be a list of command lines, or of tables", ""),
    ("exclude = [1]", "exclude must be a list of texts", ""),
    ("follow = ['']", "follow must be a list of texts, not ['']", ""),
    ("fail-on = 'warnings'", "fail-on must be one of error, warning, info, never, not 'warnings'", ""),
    ("require-reason = 'yes'", "require-reason must be true or false, not 'yes'", ""),
    ("severity = { FL1 = 'bad' }", "severity.FL1 must be one of error, warning, info, not 'bad'", ""),
    ("severity = 'info'", "severity must be a table such as", ""),
    ("per-file-ignores = { 'a.py' = 'FL1' }", "per-file-ignores.a.py must be a list of codes", ""),
    ("per-file-ignores = ['FL1']", "per-file-ignores must be a table such as", ""),
    ("cache = 1", "cache must be true, false or a folder, not 1", ""),
    ("baseline = ''", "baseline must be a text, not ''", ""),
]
MEANINGLESS = [
    ("facts = ['nowhere']", "there is no folder", ""),
    ('cache = "a\\u0000b"', "cache must be true, false or a folder", ""),
    ('severity = { "" = "info" }', "severity: a code is empty", "`forklint rules` lists the codes."),
    ("ignore = ['XY9']", "ignore: no rule's code begins with 'XY9'", "`forklint rules` lists the codes."),
    ("ignore = ['FL420']", "begins with 'FL420': did you mean FL402?", "`forklint rules` lists the codes."),
    ("select = ['log-file-open-at-fork']", "did you mean FL406?", "`forklint rules` lists the codes."),
    ("severity = { XY1 = 'info' }", "severity: no rule's code begins with 'XY1'", "`forklint rules` lists the codes."),
]
"""What only forklint can know, not a schema."""


def configured(folder: Path, text: str) -> Configuration:
    return read_configuration(write(folder, {"pyproject.toml": text}))


def test_without_file_nothing_is_set(tmp_path: Path) -> None:
    assert read_configuration(tmp_path) == Configuration()


def test_a_file_of_others_is_not_decoded(tmp_path: Path) -> None:
    assert configured(tmp_path, "[tool.ruff\n") == Configuration()


def test_reads_every_key(tmp_path: Path) -> None:
    write(tmp_path, ["facts/acme.toml"])
    found = configured(tmp_path, f"[tool.forklint]\n{EVERY}")
    assert set(found.given) == set(KEYS), "the example has every key"
    assert found == Configuration(
        targets=("shop.app:app",),
        select=("FL1", "FL203"),
        per_file_ignores=(("scripts/", ("FL2",)),),
        severity=(("FL406", "info"),),
        fail_on="never",
        min_confidence="high",
        require_reason=True,
        baseline=str(tmp_path / "known.json"),
        facts=(str(tmp_path / "facts"),),
        follow=("acme",),
        exclude=("legacy/",),
        deployments=(
            "gunicorn shop:app",
            {"command": "uwsgi --ini x.ini", "folder": "web", "environment": {"A": "1"}},
        ),
        python="python3",
        cache=False,
        file=str(tmp_path / "pyproject.toml"),
        given=found.given,
    )


def test_every_key_has_a_field() -> None:
    assert {key.field for key in TABLE} == {field.name for field in fields(Configuration)} - {"file", "given"}


def test_the_nearest_file_above_holds(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": "[tool.forklint]\nfollow = ['outer']\n", "a/b/app.py": ""})
    assert read_configuration(tmp_path / "a" / "b").follow == ("outer",)
    write(tmp_path, {"a/pyproject.toml": "[project]\nname = 'inner'\nkeywords = ['forklint']\n"})
    assert read_configuration(tmp_path / "a" / "b").follow == ("outer",)
    write(tmp_path, {"a/pyproject.toml": "[tool.forklint]\n"})
    assert read_configuration(tmp_path / "a" / "b").follow == ()


def test_a_file_of_its_own_wins_over_its_neighbour(tmp_path: Path) -> None:
    write(tmp_path, {"forklint.toml": "follow = ['own']\n"})
    assert configured(tmp_path, "[tool.forklint]\nfollow = ['shared']\n").follow == ("own",)


def test_paths_among_the_targets_count_from_the_file(tmp_path: Path) -> None:
    write(tmp_path, {"forklint.toml": "targets = ['shop/app.py', 'shop.app:app']\n", "shop/app.py": "", "docs/x": ""})
    assert read_configuration(tmp_path / "docs").targets == ("../shop/app.py", "shop.app:app")


@pytest.mark.parametrize(("text", "says", "hint"), [*WRONG, *MEANINGLESS])
@pytest.mark.parametrize(("file", "head"), [("pyproject.toml", "[tool.forklint]\n"), ("forklint.toml", "")])
def test_a_mistake_is_named(text: str, says: str, hint: str, file: str, head: str, tmp_path: Path) -> None:
    write(tmp_path, {file: f"{head}{text}\n"})
    with pytest.raises(ConfigurationError) as refused:
        read_configuration(tmp_path)
    assert says in refused.value.message
    assert refused.value.message.startswith(str(tmp_path / file))
    assert refused.value.hint == hint


def test_tables_of_nobody_are_nothing(tmp_path: Path) -> None:
    assert configured(tmp_path, "tool = 'forklint'\n") == Configuration()


DEEP = f"follow = {'[' * 9999}{']' * 9999}\n"


@pytest.mark.parametrize("text", ["[tool.forklint\n", "[tool]\nforklint = 1\n", f"[tool.forklint]\n{DEEP}"])
def test_what_is_no_table_is_named(text: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"is not valid TOML|must be a table"):
        configured(tmp_path, text)


@pytest.mark.parametrize("name", ["pyproject.toml", "forklint.toml"])
@pytest.mark.parametrize(
    "make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("nowhere"), lambda path: path.symlink_to(path)]
)
def test_what_is_no_file_is_not_passed_over(make: Callable[[Path], None], name: str, tmp_path: Path) -> None:
    make(tmp_path / name)
    with pytest.raises(ConfigurationError, match="is no file that can be read"):
        read_configuration(tmp_path)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert configured(tmp_path, "\ufeff[tool.forklint]\nfollow = ['acme']\n").follow == ("acme",)


def schema_objects_to(text: str) -> list[Any]:
    schema = json.loads(SHIPPED.read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return list(Draft7Validator(schema).iter_errors(tomllib.loads(text)))


def test_the_shipped_schema_is_what_the_keys_make() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == document(), "run scripts/make_pages.py"


def test_the_schema_accepts_what_reading_accepts() -> None:
    assert schema_objects_to(EVERY) == []


@pytest.mark.parametrize("text", [text for text, _, _ in WRONG])
def test_the_schema_objects_to_what_reading_refuses(text: str) -> None:
    assert len(schema_objects_to(text)) == 1
