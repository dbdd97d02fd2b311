"""Writes `docs/rules/` from `rules/checks/*.toml`, `docs/incidents/` from `rules/symptoms/*.toml`, `docs/heuristics.md`
from `tests/heuristics/choices.toml`, and the JSON schema of the configuration from its keys.

With `--check` it writes nothing and ends with exit status 1 where a page is not what it would write.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal

import msgspec

from forklint.config import schema
from forklint.knowledge.decode import read_toml
from forklint.knowledge.rules import all_rules, rule_paths
from forklint.knowledge.schema import Case, RuleFile
from forklint.model.levels import Confidence
from forklint.static import budget
from scripts import incidents

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "rules"
INCIDENTS = ROOT / "docs" / "incidents"
SYMPTOMS = ROOT / "rules" / "symptoms"
CHOICES = ROOT / "tests" / "heuristics" / "choices.toml"
COMMAND = "python scripts/make_pages.py"
SEVERITIES = """\
Severity *error* means wrong results, a hang or a crash in workers; *warning* means broken under a condition, or state
that is duplicated; *info* means worth knowing. For some libraries a finding is milder or worse than its rule. A code is
never given to another rule."""
FAMILIES = {
    "0": "Comments that silence",
    "1": "Shared connections",
    "2": "Threads",
    "3": "Processes",
    "4": "Files",
    "5": "Duplicated state",
    "6": "Locks and signals",
    "7": "Devices",
    "8": "Repairs that do not repair",
    "9": "Deployment",
}


HEURISTICS = """\
# Heuristics

The analyzer executes load time on abstract values. Where it cannot know, it chooses; this page lists every choice by
which it may be wrong, which way it errs, and the program that pins it: the tests run each program and expect exactly
the marked findings. *Miss*: something live stays unnamed. *Alarm*: something harmless is named."""
ERRS = {"miss": "a miss", "alarm": "an alarm", "either": "either way"}


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A choice by which the analyzer may be wrong."""

    name: str
    errs: Literal["miss", "alarm", "either"]
    choice: str
    why: str
    code: str
    """A program that pins it, as in a rule's case."""
    confidence: Confidence | None = None
    """Of all findings, where it is the point."""
    gap: bool = False
    """Whether the report names a gap."""


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`tests/heuristics/choices.toml`."""

    choice: tuple[Choice, ...]


def pages() -> dict[Path, str]:
    """Path -> text of every generated page."""
    rules = all_rules()
    of_rules = {FOLDER / f"{rule.code}.md": page(rule) for rule in rules}
    others = {ROOT / "docs" / "heuristics.md": heuristics(choices()), schema.SHIPPED: schema.document()}
    of_symptoms = {INCIDENTS / name: text for name, text in incidents.pages(_origin(SYMPTOMS)).items()}
    return {FOLDER / "index.md": index(rules), **others, **of_rules, **of_symptoms}


def choices() -> tuple[Choice, ...]:
    """Every choice, in the order of its file."""
    return read_toml(CHOICES, Choices).choice


def limits() -> dict[str, str]:
    """The interpreter's limits by name, as a reader wants them."""
    return {name: f"{value:,}" for name, value in vars(budget).items() if name.isupper()}


def stale() -> list[Path]:
    """Pages that are missing, differ from what would be written, or belong to nothing."""
    wanted = pages()
    differing = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    made = [*FOLDER.glob("*.md"), *INCIDENTS.glob("*.md")]
    return differing + [path for path in made if path not in wanted]


def page(rule: RuleFile) -> str:
    """The page of one rule."""
    parts = [
        _origin(rule_paths()[rule.code]),
        f"# {rule.code}: {rule.name}",
        rule.summary,
        f"| severity | since |\n| --- | --- |\n| {rule.severity.value} | forklint {rule.since} |",
        f"It reads: *{_readable(rule.message)}*",
        f"## What it finds\n\n{rule.what.strip()}",
        f"## What goes wrong\n\n{rule.why.strip()}",
        f"## What to do\n\n{rule.remedy.strip()}",
        "## Found\n\nThe finding stands on the marked line.",
        *(_example(case) for case in rule.invalid),
        "## Not found\n\nThe remedies and the code that only looks alike.",
        *(_example(case) for case in rule.valid),
    ]
    return "\n\n".join(parts) + "\n"


def index(rules: list[RuleFile]) -> str:
    """The page that lists all rules by family."""
    parts = [_origin(ROOT / "rules" / "checks"), "# Rules", SEVERITIES]
    for family, members in groupby(rules, key=lambda rule: rule.code[2]):
        rows = (f"| [{r.code}]({r.code}.md) | {r.name} | {r.severity.value} | {r.summary} |" for r in members)
        table = "\n".join(["| code | name | severity | |", "| --- | --- | --- | --- |", *rows])
        parts.append(f"## FL{family}xx: {FAMILIES[family]}\n\n{table}")
    return "\n\n".join(parts) + "\n"


def heuristics(chosen: tuple[Choice, ...]) -> str:
    """The page of the analyzer's choices."""
    table = ["| choice | errs towards |", "| --- | --- |"]
    table += [f"| [{choice.name}](#{_anchor(choice.name)}) | {ERRS[choice.errs]} |" for choice in chosen]
    return "\n\n".join([_origin(CHOICES), HEURISTICS, "\n".join(table), *map(_choice, chosen)]) + "\n"


def _anchor(title: str) -> str:
    """As the site's builder makes it from the heading."""
    return re.sub(r"[^\w\s-]", "", title).replace(" ", "-")


def _choice(choice: Choice) -> str:
    sure = f" Findings have {choice.confidence.value} confidence." if choice.confidence else ""
    marked = "marked" if "# <-" in choice.code else "silent"
    told = {"marked": "Found on the marked line.", "silent": "Nothing is found in:"}[marked]
    return "\n\n".join(
        [
            f"## {choice.name.capitalize()}",
            choice.choice.format_map(limits()),
            f"*Why:* {choice.why}",
            f"*Errs towards:* {ERRS[choice.errs]}. {told}{sure}",
            _blocks(choice.code),
        ]
    )


def _origin(path: Path) -> str:
    return f"<!-- Made from {path.relative_to(ROOT).as_posix()} by `{COMMAND}`; changes here are lost. -->"


def _readable(message: str) -> str:
    """The message with `…` for what depends on the finding."""
    return re.sub(r"\{\w+\}", "…", message)


def _example(case: Case) -> str:
    return f"### {case.title}\n\n{_blocks(case.code)}"


def _blocks(program: str) -> str:
    return "\n\n".join(f'```python title="{name}"\n{code}\n```' for name, code in _files(program))


def _files(code: str) -> Iterator[tuple[str, str]]:
    """(name, text) of each file of a case."""
    first, *others = re.split(r"^# file: (.+)\n", code, flags=re.MULTILINE)
    if first.strip():
        yield "app.py", first.strip("\n")
    yield from zip(others[::2], (text.strip("\n") for text in others[1::2]), strict=True)


def main(arguments: list[str]) -> int:
    """Write or check the pages; returns the exit status."""
    old = stale()
    if "--check" in arguments:
        sys.stdout.writelines(f"stale: {path.relative_to(ROOT)}\n" for path in old)
        return 1 if old else 0
    wanted = pages()
    for folder in (FOLDER, INCIDENTS):
        folder.mkdir(parents=True, exist_ok=True)
    for path in old:
        if path in wanted:
            path.write_text(wanted[path], encoding="utf-8")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
