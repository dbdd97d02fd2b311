"""Where the experiment shows nothing, it says so: what happened, what to do, exit status 3."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from forklint.cli.main import main
from tests.running import inside
from tests.stress.running import ODD, stress

pytestmark = [pytest.mark.real("gunicorn", "urllib3"), pytest.mark.timeout(110)]
SMALL = ("--requests", "10", "--rounds", "1", "--no-probe")


def test_a_path_that_does_not_exist() -> None:
    outcome = stress(ODD, "app:app", "--path", "/missing", *SMALL)
    assert (outcome.status, outcome.output) == (3, "")
    assert "GET /missing: the reference, which is not preloaded, misbehaves too: status 404, 10 of 10" in outcome.errors
    assert "Name a path that the application has with --path." in outcome.errors


def test_an_application_that_misses_its_settings() -> None:
    outcome = stress(ODD, "settings_missing:app", *SMALL)
    assert outcome.status == 3
    assert outcome.errors.startswith("forklint: the reference did not start: gunicorn ended, exit status 3\n")
    assert "KeyError: 'SHOP_ADDRESS'" in outcome.errors


def test_a_server_that_is_not_installed(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    outcome = stress(ODD, "app:app", "--python", str(python), *SMALL)
    assert outcome.status == 3
    assert f"gunicorn is not installed for {python}" in outcome.errors


def test_no_free_port(tmp_path: Path) -> None:
    """`sitecustomize` is executed by the application's Python before anything else."""
    taken = "import errno, os, socket\n\ndef none(*words, **more):\n    raise OSError(98, os.strerror(98))\n\n"
    (tmp_path / "sitecustomize.py").write_text(f"{taken}socket.create_server = none\n", encoding="utf-8")
    outcome = stress(ODD, "app:app", *SMALL, environment={"PYTHONPATH": str(tmp_path)})
    assert outcome.status == 3
    assert "there is no free port on 127.0.0.1: Address already in use" in outcome.errors
    assert "Traceback" not in outcome.errors


def test_answers_that_are_random_are_refused_and_what_is_proposed_leaves_the_difference_out() -> None:
    outcome = stress(ODD, "app:app", "--path", "/random", *SMALL)
    assert outcome.status == 3
    assert "GET /random: the reference varies: 10 different answers to 10 requests" in outcome.errors
    proposed = re.search(r"^    --ignore '(.*)'$", outcome.errors, re.MULTILINE)
    assert proposed is not None, outcome.errors
    again = stress(ODD, "app:app", "--path", "/random", "--ignore", proposed[1], *SMALL)
    assert again.status == 0, again.errors
    ((_, body, _, _),) = again.answers("subject")["GET /random"]
    assert body == '…", "name": "teapot"}'


def test_what_does_not_preload_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    configuration = tmp_path / "gunicorn.conf.py"
    configuration.write_text("preload_app = False\n", encoding="utf-8")
    outcome = stress(ODD, "app:app", "-c", str(configuration), *SMALL)
    assert outcome.status == 3
    assert "each worker loads the application itself: there is nothing to compare" in outcome.errors


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--path", "q"], "'q' is no path"),
        (["--header", "tea"], "there is no colon in it"),
        (["--ignore", "("], "is no regular expression"),
        (["--requests", "0"], "is no number from 1 to"),
        (["--server", "celery"], "celery does not answer HTTP requests"),
        (["--repair", "/nowhere"], "there is no folder /nowhere"),
        (["--repair", "."], ". is the application itself"),
        (["--requests-file", "/nowhere"], "cannot be read"),
        (["--requests", "1", "--requests-file", "two.json"], "the file has 2 requests"),
        (["-c", "a", "-c", "b", "--repair", "/"], "there is more than one repair"),
    ],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_mistakes_on_the_command_line(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with inside(ODD):
        assert main(["stress", "app:app", *words]) == 2
    assert said in capsys.readouterr().err
