"""Whatever stands in a file or on a command line: something is read, or a gap says what is not; nothing is raised."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.deploy_servers.lines import deployments, said
from tests.unit.trees import write

DEEP = 100_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.json", "[" * DEEP),
        ("deep.yaml", "uwsgi: " + "[" * 5000),
        ("entities.xml", '<!DOCTYPE a [<!ENTITY x "y">]><uwsgi><module>&x;</module></uwsgi>'),
        ("binary.ini", "\0\1[uwsgi]\0"),
        ("list.json", "[1, 2]"),
        ("text.yaml", "uwsgi"),
        ("alone.json", '{"uwsgi": 3}'),
        ("tag.yaml", "uwsgi: !!python/object:os.system {}"),
    ],
)
def test_a_file_that_is_none_is_a_gap(name: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, {name: text})
    (deployment,) = deployments(f"uwsgi -M {name}", tmp_path)
    assert [gap.place.path for gap in deployment.gaps] == [name]


def test_files_that_include_each_other_end(tmp_path: Path) -> None:
    write(tmp_path, {"a.ini": "[uwsgi]\nini = b.ini\n", "b.ini": "[uwsgi]\nini = a.ini\n"})
    assert "without end" in said("uwsgi -M a.ini", tmp_path)[-1]


def test_placeholders_that_name_each_other_end(tmp_path: Path) -> None:
    write(tmp_path, {"a.ini": "[uwsgi]\na = %(b)%(b)\nb = %(a)%(a)\nc = %(b)%(b)\nmodule = %(c)\n"})
    assert deployments("uwsgi -M a.ini", tmp_path)


WORD = st.text(alphabet=string.printable.replace("'", ""), max_size=12)
OPTION = st.sampled_from(["-c", "--", "-A", "--ini", "-w", "=", "--chdir", "x" * 5000])
PROGRAMS = ["gunicorn", "uwsgi", "celery", "uvicorn", "rq worker", "huey_consumer", "locust", "flask run", "python"]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PROGRAMS), st.lists(WORD | OPTION, max_size=5))
def test_any_words_are_read(program: str, words: list[str]) -> None:
    command = f"{program} {' '.join(repr(word) for word in words)}"
    assert all(deployment.server for deployment in deployments(command, Path(__file__).parent / "cases"))
