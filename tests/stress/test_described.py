"""The servers are what the files of a project say: folder, environment, options."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.fixtures import need_program
from tests.stress.running import stress
from tests.unit.trees import write

pytestmark = [pytest.mark.real("gunicorn", "urllib3"), pytest.mark.timeout(110)]
SMALL = ("--requests", "4", "--rounds", "1", "--no-probe")
APPLICATION = """
import os

def app(environ, start_response):
    start_response("200 OK", [])
    return [f"{os.environ.get('MODE')} {environ['wsgi.multithread']}".encode()]
"""
GUNICORN = "web: MODE=open gunicorn --preload -k gthread --threads 4 --chdir /app -b :80 shop:app\n"
UWSGI = "[uwsgi]\nmodule = shop:app\nmaster = true\nthreads = 4\nenv = MODE=open\nstats = :9191\n"


@pytest.mark.parametrize(("name", "text"), [("Procfile", GUNICORN), ("uwsgi.ini", UWSGI)], ids=["gunicorn", "uwsgi"])
def test_options_environment_and_a_source_folder(name: str, text: str, tmp_path: Path) -> None:
    if name == "uwsgi.ini":
        need_program("uwsgi", "pip install -e '.[uwsgi]'")
    write(tmp_path, {"src/shop/__init__.py": APPLICATION, "pyproject.toml": "[project]\nname = 'shop'\n", name: text})
    outcome = stress(tmp_path, ".", *SMALL)
    assert outcome.status == 0, outcome.errors
    assert outcome.answers("subject") == {"GET /": [(200, "open True", "", False)]}
    assert outcome.side("subject")["about"] == "as deployed"


def test_lazy_apps_of_a_description_leave_nothing_to_compare(tmp_path: Path) -> None:
    need_program("uwsgi", "pip install -e '.[uwsgi]'")
    write(tmp_path, {"shop.py": APPLICATION, "uwsgi.ini": f"{UWSGI}lazy-apps = true\n"})
    outcome = stress(tmp_path, ".", *SMALL)
    assert outcome.status == 3
    assert "each worker loads the application itself: there is nothing to compare" in outcome.errors


def test_workers_that_end_while_they_load_are_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"shop.py": "raise SystemExit('SHOP_ADDRESS is missing')\n"})
    outcome = stress(tmp_path, "shop:app", *SMALL)
    assert outcome.status == 3
    assert "the reference did not start: its workers end while they load, again and again" in outcome.errors
    assert "    SHOP_ADDRESS is missing\n" in outcome.errors
