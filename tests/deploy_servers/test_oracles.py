"""What forklint reads of a command line is what the server's own parser reads of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from forklint.deploy.gunicorn import settled
from forklint.deploy.servers.arguments import spellings
from forklint.knowledge.facts import Facts
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary
from forklint.model.plan import LoadPlan
from forklint.static.analyze import analyze
from tests.deploy_servers.lines import deployments
from tests.unit.trees import write

DEADLINE = 60
"""Seconds; each of these takes one."""
TREE = {
    "shop/__init__.py": "",
    "shop/wsgi.py": "def application(environ, start_response): ...\napp = application\n",
    "gunicorn.conf.py": "import os\nworkers = 3\nthreads = int(os.environ.get('NO_SUCH_VARIABLE', '2'))\n",
    "deploy/on.py": "preload_app = True\nworkers = 2 * 2\nworker_class = 'gthread'\nchdir = 'deploy'\n",
    "deploy/named.py": "wsgi_app = 'shop.wsgi:app'\npreload_app = bool('')\nworkers = max(1, 2)\n",
}
GUNICORN = [
    "gunicorn shop.wsgi:app",
    "gunicorn -w 4 --preload shop.wsgi:app",
    "gunicorn -w4 --prel -k gthread --threads=8 shop.wsgi",
    "gunicorn --config deploy/on.py shop.wsgi:app",
    "gunicorn -c file:deploy/on.py --workers=9 shop.wsgi:app",
    "gunicorn -c deploy/named.py",
    "gunicorn -c deploy/named.py --preload shop.wsgi:application",
    "GUNICORN_CMD_ARGS='--preload -w 7' gunicorn shop.wsgi:app",
    "GUNICORN_CMD_ARGS='-w 7 -c deploy/on.py' gunicorn -w 8 shop.wsgi:app",
    "GUNICORN_CMD_ARGS='-c deploy/on.py' gunicorn -c deploy/named.py",
    "WEB_CONCURRENCY=5 gunicorn -c deploy/named.py",
    "WEB_CONCURRENCY=5 gunicorn -c '' --chdir deploy --pythonpath .. -R shop.wsgi:app",
    "gunicorn -Rw 2 -b :80 -b :81 -- shop.wsgi:app",
]
_GUNICORN = """
import json, sys
from gunicorn.app.wsgiapp import WSGIApplication
app = WSGIApplication()
kind = app.cfg.worker_class_str
print(json.dumps([bool(app.cfg.preload_app), app.cfg.workers, kind, app.app_uri, app.cfg.chdir]))
"""


def ask(program: str, words: list[str], environment: dict[str, str], folder: Path) -> str:
    """What a program that is given these words prints."""
    command = [sys.executable, "-c", program, *words]
    whole = {**os.environ, **environment}
    run = subprocess.run(command, cwd=folder, env=whole, capture_output=True, text=True, timeout=DEADLINE, check=True)
    return run.stdout


def split(command: str) -> tuple[list[str], dict[str, str]]:
    """Words behind the program, and what stands before it."""
    import shlex

    words = shlex.split(command)
    given = [word for word in words if re.match(r"[A-Z_]+=", word)]
    return words[len(given) + 1 :], dict(word.split("=", 1) for word in given)


def with_settings(deployment: Deployment, folder: Path) -> tuple[Deployment, str, str]:
    """The deployment with what its configuration file says, and that file's own entry and folder."""
    plan = LoadPlan(
        base=folder.as_posix(),
        roots=(folder.as_posix(),),
        modules=(),
        server="gunicorn",
        configuration=(folder / deployment.configuration).as_posix() if deployment.configuration else "",
        preload=deployment.preload,
    )
    result = analyze(plan, Facts(()))
    names = [str(result.settings[name].value) if name in result.settings else "" for name in ("wsgi_app", "chdir")]
    return settled(deployment, result), names[0], names[1]


@pytest.mark.real("gunicorn")
@pytest.mark.parametrize("command", GUNICORN)
def test_gunicorn_reads_the_same(command: str, tmp_path: Path) -> None:
    write(tmp_path, TREE)
    words, environment = split(command)
    preload, workers, kind, uri, chdir = json.loads(ask(_GUNICORN, words, environment, tmp_path))
    (read,) = deployments(command, tmp_path)
    deployment, named, moved = with_settings(read, tmp_path)
    option = read.option("chdir")
    assert deployment.preload is (Ternary.YES if preload else Ternary.NO)
    assert (deployment.workers or "1") == str(workers)
    assert (deployment.worker_class or "sync") == kind
    entry = str(deployment.entries[0]) if deployment.entries else named
    assert entry == (uri if ":" in uri else f"{uri}:application")
    assert (tmp_path / (option.value if option else moved)).as_posix() == chdir


UWSGI = {
    "a.ini": (
        "; first\n[uwsgi]\nbase = /srv\nchdir = %d/.\nset-ph = who=me\nini = b.ini\nmodule=%n.wsgi:app  \n"
        "processes = 4\nenv = A=$(HERE)-%(who)-%p-%s-%c-%e\nprocesses = 3\nlazy-apps\nif-opt = master\n"
        "threads = 9\nend-if =\nif-env = HERE\nmule = %(_)\nendif =\nif-not-opt = master=1\nmule = no\nendif =\n"
        "for = x y\nimport = %(_).py\n"
        "endfor =\nfor-times = 2\nspooler = /tmp/%(_)\nendfor =\n[other]\nthreads = 3\n"
    ),
    "b.ini": "[uwsgi]\nmaster = 1\nname=%n %s\nenable-threads=\n threads = 5\n#no = no\n\n",
    "c.yaml": "uwsgi:\n  module: shop.wsgi\n  pythonpath: x\n  processes: 2\n",
    "d.xml": "<uwsgi>\n <module>shop.wsgi</module>\n <master/>\n <processes>2</processes>\n</uwsgi>\n",
}
_SAME = re.compile(r"^(?P<name>[\w-]+) = (?P<value>.*)$", re.MULTILINE)


@pytest.mark.real("uwsgidecorators")
@pytest.mark.parametrize("words", ["a.ini", "--ini a.ini:other -p4", "--threads 2 --ini b.ini", "-yc.yaml", "-Mxd.xml"])
def test_uwsgi_reads_the_same(words: str, tmp_path: Path) -> None:
    """Its list of options, but for those of its logic and those that ask for the list."""
    write(tmp_path, UWSGI)
    program = Path(sys.executable).parent / "uwsgi"
    command = [program.as_posix(), *words.split(), "--show-config", "--no-server"]
    environment = {**os.environ, "HERE": "here", "UWSGI_CHEAPER_STEP": "2"}
    run = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=DEADLINE, check=False
    )
    shown = run.stdout + run.stderr
    listed = _SAME.finditer(shown.partition("[uwsgi]\n")[2].partition(";end")[0])
    named = spellings(servers()["uwsgi"].options)
    theirs = [
        (named.get(f"--{match['name']}", ("", match["name"]))[1], match["value"].replace("true", ""))
        for match in listed
        if not match["name"].startswith(("if-", "end", "for", "show-config", "no-server"))
    ]
    (read,) = deployments(f"HERE=here UWSGI_CHEAPER_STEP=2 uwsgi {words}", tmp_path)
    ours = [(option.name, option.value) for option in read.options]
    assert ours == theirs


CELERY = {
    "shop/__init__.py": "from .celery import app as celery_app\n",
    "shop/celery.py": "import celery\napp = celery.Celery('shop')\n",
    "tasks.py": "from celery import Celery\nqueue: Celery = Celery('tasks')\n",
    "two.py": "from celery import Celery\nother = Celery('x')\ncelery = Celery('y')\n",
}
_CELERY = """
import json, sys
from importlib import import_module
import click
from celery.app.utils import find_app
from celery.bin.worker import worker
name, module, attribute, *words = sys.argv[1:]
options = worker.make_parser(click.Context(worker)).parse_args(words)[0]
same = getattr(import_module(module), attribute) is find_app(name)
print(json.dumps([same, options.get("pool"), options.get("concurrency")]))
"""


@pytest.mark.real("celery")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("shop", "-c4 -l info -Pthreads"),
        ("shop.celery", "--pool=solo --concurrency 2 -E"),
        ("shop.celery:app", "-Ofair -Q a,b -n w1@%h"),
        ("shop.celery.app", "-P gevent --purge -B"),
        ("tasks", "--without-gossip -EB -c 3"),
        ("two", "-I more -X none -f log"),
    ],
)
def test_celery_reads_the_same(name: str, words: str, tmp_path: Path) -> None:
    write(tmp_path, CELERY)
    (read,) = deployments(f"celery -A {name} worker {words}", tmp_path)
    entry = read.entries[0]
    answer = ask(_CELERY, [name, entry.module, entry.attribute, *words.split()], {"PYTHONPATH": "."}, tmp_path)
    assert json.loads(answer) == [True, read.worker_class or None, read.workers or None]
