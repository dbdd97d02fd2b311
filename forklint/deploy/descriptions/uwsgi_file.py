"""uWSGI's own files (`[uwsgi]`, `uwsgi:`) that no command line names: a program of another kind starts them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from forklint.deploy.descriptions.found import Findings
from forklint.deploy.invocation import Invocation, Word
from forklint.model.place import Place

_SECTION = re.compile(r"^(?:\[(uwsgi)\]|([\w-]+):[ \t]*(?:#.*)?)[ \t\r]*$", re.MULTILINE)
_APPLICATION = re.compile(r"^\s*-?\s*(?:wsgi-file|module|wsgi|mount|file|py-?import)\s*[:=]", re.MULTILINE)
_YAML = (".yml", ".yaml")


def read(texts: Iterable[tuple[str, bytes]], findings: Findings) -> None:
    """One server for each file that names an application and that nothing found so far mentions."""
    words = {word.text for one in findings.invocations for word in one.words}
    mentioned = {text.rpartition("/")[2].rpartition("=")[2] for text in words}
    for path, content in texts:
        name = path.rpartition("/")[2]
        if name not in mentioned and name.endswith((".ini", ".conf", *_YAML)):
            _read(path, content.decode("utf-8", "replace"), findings)


def _read(path: str, text: str, findings: Findings) -> None:
    section = _SECTION.search(text)
    name = (section[1] or section[2]) if section else ""
    is_its_own = name == "uwsgi" or "uwsgi" in path.rpartition("/")[2]
    if section and is_its_own and _APPLICATION.search(text):
        file = findings.tree.path(path)
        place = Place(file, text[: section.start()].count("\n") + 1)
        option = "--yaml" if path.endswith(_YAML) else "--ini"
        value = file if name == "uwsgi" else f"{file}:{name}"
        findings.invocations.append(Invocation((Word("uwsgi"), Word(option), Word(value)), place))
