"""What only the preloaded application does is seen, under every server; what both do is not held against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.fixtures import need_program
from tests.stress.running import ODD, stress

pytestmark = [pytest.mark.real("gunicorn", "urllib3", "uvicorn"), pytest.mark.timeout(110)]
RIGHT = (200, '{"name": "teapot"}', "", False)
SEVERAL = """
[[request]]
path = "/ok"

[[request]]
path = "/body"

[[request]]
path = "/status"

[[request]]
path = "/cut"

[[request]]
path = "/missing"
status = 404
name = "nothing"
"""


def test_every_kind_of_wrong_answer_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "requests.toml").write_text(SEVERAL, encoding="utf-8")
    asked = ["--requests-file", str(tmp_path / "requests.toml"), "--requests", "20", "--rounds", "1", "--no-probe"]
    outcome = stress(ODD, "app:app", *asked)
    assert outcome.status == 1, outcome.errors
    assert outcome.answers("subject") == {
        "GET /ok": [RIGHT],
        "GET /body": [(200, '{"name": null}', "", True)],
        "GET /status": [(500, "odd", "", True)],
        "GET /cut": [(200, "", "cut off", True)],
        "nothing": [(404, "nothing here", "", False)],
    }
    assert outcome.answers("reference")["GET /cut"] == [RIGHT]
    assert outcome.side("subject")["strange"] == 12


@pytest.mark.parametrize(
    ("path", "trouble", "ended"), [("/hang", "timed out", False), ("/die", "no answer", True)], ids=["hang", "die"]
)
def test_time_outs_and_dead_workers(path: str, trouble: str, ended: bool) -> None:
    bounds = ["--requests", "4", "--concurrency", "4", "--rounds", "1", "--answer-timeout", "1", "--no-probe"]
    outcome = stress(ODD, "app:app", "--path", path, *bounds)
    assert outcome.status == 1, outcome.errors
    assert trouble in {one[2] for one in outcome.answers("subject")[f"GET {path}"]}
    assert bool(outcome.side("subject")["workers_ended"]) is ended
    assert outcome.answers("reference") == {f"GET {path}": [RIGHT]}


def _gunicorn(*words: str) -> list[str]:
    return ["--server", "gunicorn", "--", *words]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("app:app", _gunicorn("-k", "gthread", "--threads", "4", "--preload")),
        ("web:app", _gunicorn("-k", "uvicorn.workers.UvicornWorker", "--preload")),
        ("app:app", ["--server", "uwsgi"]),
    ],
    ids=["gthread", "asgi", "uwsgi"],
)
def test_servers_and_their_workers(entry: str, words: list[str]) -> None:
    if "uwsgi" in words:
        need_program("uwsgi", "pip install -e '.[uwsgi]'")
    outcome = stress(ODD, entry, "--path", "/body", "--requests", "10", "--rounds", "1", "--no-probe", *words)
    assert outcome.status == 1, outcome.errors
    assert outcome.answers("subject") == {"GET /body": [(200, '{"name": null}', "", True)]}
    assert outcome.answers("reference") == {"GET /body": [RIGHT]}


def test_method_body_and_headers_are_sent_and_nothing_odd_is_clean() -> None:
    sent = ["--path", "/echo", "--method", "put", "--body", "tea", "--header", "X-Shop: open"]
    outcome = stress(ODD, "app:app", *sent, "--requests", "10", "--rounds", "1")
    assert outcome.status == 0, outcome.errors
    assert outcome.answers("subject") == {"PUT /echo": [(200, "PUT tea open", "", False)]}
    assert outcome.side("subject")["about"] == "preloaded, as nothing says otherwise"
    assert outcome.document["findings"] is None


def test_a_second_configuration_is_the_repair(tmp_path: Path) -> None:
    deployed, repaired = tmp_path / "deployed.py", tmp_path / "repaired.py"
    deployed.write_text("preload_app = True\n", encoding="utf-8")
    repaired.write_text("preload_app = False\n", encoding="utf-8")
    asked = ["--path", "/body", "--requests", "10", "--rounds", "1", "--no-probe"]
    outcome = stress(ODD, "app:app", "-c", str(deployed), "-c", str(repaired), *asked, text=True)
    assert outcome.status == 0, outcome.errors
    assert "  subject        10 × {\"name\": null}  ← never given by the reference" in outcome.output
    assert "  repaired       10 × {\"name\": \"teapot\"}\n" in outcome.output
    assert "The repair holds: it answered 10 of 10" in outcome.output
