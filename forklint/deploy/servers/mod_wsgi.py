"""mod_wsgi-express: https://modwsgi.readthedocs.io/en/develop/user-guides/quick-configuration-guide.html."""

from __future__ import annotations

from forklint.deploy.invocation import Word
from forklint.deploy.servers.deployed import deployed
from forklint.deploy.servers.entries import Named, of_file, spelled
from forklint.deploy.servers.start import Start
from forklint.knowledge.servers import servers
from forklint.model.deployment import Deployment
from forklint.model.levels import Ternary


def read(start: Start) -> tuple[Deployment, ...]:
    """`start-server wsgi.py`; other commands serve nothing."""
    line = start.line("mod_wsgi")
    if not line.rest or line.rest[0].text not in ("start-server", "setup-server"):
        return ()
    callable_ = line.value("callable-object") or "application"
    words = line.rest[1:] or (Word("wsgi.py"),)
    named = _by_type(start, words[0], line.value("application-type"), callable_)
    return (deployed(start, "mod_wsgi", line, named, Ternary.NO, servers()["mod_wsgi"].why),)


def _by_type(start: Start, word: Word, kind: str, attribute: str) -> Named:
    """A script's path, unless `--application-type module` says otherwise."""
    return spelled(start, word, attribute) if kind == "module" else of_file(start, word.text, attribute)
