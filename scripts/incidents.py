"""The pages of `docs/incidents/`, from `rules/symptoms/*.toml`: one for each incident, and the list of their texts."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from forklint.knowledge.symptoms import Symptom, symptoms

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
INDEX = """\
# Incidents

From the text of an error to its cause. In a terminal, without a network:
`forklint symptom "Packet sequence number wrong"`, or a whole log by `forklint symptom - < error.log`."""
LOOK = """\
```text
forklint check                                  # which line makes it, and how the master gets there
forklint probe shop.wsgi:app                    # that two workers share it
forklint stress shop.wsgi:app --path /orders    # the wrong answers, beside a reference that is not preloaded
```"""


def pages(origin: str) -> dict[str, str]:
    """File name -> text; `origin` is the comment that says where a page comes from."""
    known = symptoms()
    return {"index.md": _index(known, origin), **{f"{name}.md": _page(one, origin) for name, one in known.items()}}


def _index(known: dict[str, Symptom], origin: str) -> str:
    rows = [f"| {_code(text)} | [{one.title}]({name}.md) |" for name, one in known.items() for text in one.texts]
    return "\n\n".join([origin, INDEX, "\n".join(["| text | incident |", "| --- | --- |", *rows])]) + "\n"


def _page(one: Symptom, origin: str) -> str:
    rules = ", ".join(f"[{code}](../rules/{code}.md)" for code in one.rules)
    libraries = ", ".join(f"`forklint facts {name}`" for name in one.libraries)
    about = f"\n\nWhat experiments saw: {libraries}; [all of it](../evidence.md)." if libraries else ""
    parts = [
        origin,
        f"# {one.title}",
        "\n".join(f"- {_code(text)}" for text in one.texts),
        f"## What happens\n\n{one.happens.strip()}",
        *([f"## The experiment\n\n{one.experiment.strip()}"] if one.experiment else []),
        f"## What else it may be\n\n{one.otherwise.strip()}",
        f"## How to look\n\n{LOOK}\n\nIts findings: {rules}.{about}",
        f"## What to do\n\n{one.remedy.strip()}",
        *([_repair(one)] if one.twin else []),
        f"## What does not help\n\n{one.no_help.strip()}",
        f"Source: <{one.source}>",
    ]
    return "\n\n".join(parts) + "\n"


def _repair(one: Symptom) -> str:
    difference = "".join(_difference(FIXTURES / one.fixture, FIXTURES / one.twin))
    return f"From `fixtures/{one.fixture}` to `fixtures/{one.twin}`:\n\n```diff\n{difference}```"


def _difference(before: Path, after: Path) -> Iterator[str]:
    """What the repair changes in the sources."""
    for name in sorted({path.relative_to(folder) for folder in (before, after) for path in folder.rglob("*.py")}):
        old, new = _lines(before / name), _lines(after / name)
        yield from unified_diff(old, new, f"{before.name}/{name.as_posix()}", f"{after.name}/{name.as_posix()}", n=1)


def _lines(path: Path) -> list[str]:
    """None of a file that is not there."""
    return path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []


def _code(text: str) -> str:
    return f"`{text}`" if "`" not in text else text
