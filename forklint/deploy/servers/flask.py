"""Flask's development server: https://flask.palletsprojects.com/en/stable/cli/."""

from __future__ import annotations

from forklint.deploy.invocation import Word
from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import Named, of_file, spelled
from forklint.deploy.servers.start import Start
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary

_USUAL = ("wsgi.py", "app.py")


def read(start: Start) -> tuple[Deployment, ...]:
    """`flask run`; other commands serve nothing."""
    line = start.line("flask")
    if not any(word.text == "run" for word in line.rest):
        return ()
    option = line.option("app")
    entry = _application(start, Word(option.value, option.known) if option else Word(""))
    return (deployed(start, "flask", line, entry, Ternary.NO, servers()["flask"].why),)


def _application(start: Start, word: Word) -> Named:
    """`--app shop`, `--app shop/web.py:app`; without any the usual files."""
    if not word.text:
        usual = next((name for name in _USUAL if (start.folder / name).is_file()), "")
        return of_file(start, usual, "") if usual else Named((), (start.gap("nothing names the application (--app)"),))
    path, _, attribute = word.text.partition(":")
    return of_file(start, path, attribute) if path.endswith(".py") else spelled(start, word, "")
