"""Adds a page for each library to the site while it is built: what `forklint facts NAME` says (a hook of mkdocs)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forklint.knowledge.belief import Belief, Library, library
from forklint.knowledge.facts import Facts
from forklint.knowledge.lookup import files as facts_files
from forklint.report.terminal.facts import rows

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

INDEX = """\
# Libraries

What forklint believes of each library that it knows, and what that rests on. In a terminal: `forklint facts NAME`; in
your own environment: [`forklint facts verify NAME`](../facts.md#in-your-own-environment).

| library | what a fork harms | shown by experiments |
| --- | --- | --- |
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The hook: mkdocs calls it with the files that it has found."""
    from mkdocs.structure.files import File

    for name, text in pages().items():
        files.append(File.generated(config, f"libraries/{name}", content=text))
    return files


def pages() -> dict[str, str]:
    """File name -> text, the list of all of them first."""
    facts = Facts()
    facts.load_all()
    known = {path.stem: library(path, facts) for path in facts_files(facts)}
    lines = [_line(name, one) for name, one in known.items()]
    return {"index.md": INDEX + "\n".join(lines) + "\n", **{f"{name}.md": page(one) for name, one in known.items()}}


def page(one: Library) -> str:
    """One library."""
    imported = ", ".join(f"`{module}`" for module in one.modules)
    about = f"Imported as {imported}; the facts are in `rules/facts/{Path(one.file).name}`."
    resources = [_resource(belief) for belief in one.resources] or ["Nothing that it makes is harmed by a fork."]
    return "\n\n".join([f"# {one.distribution}", about, *resources]) + "\n"


def _line(name: str, one: Library) -> str:
    shown = sum(belief.proof is not None for belief in one.resources)
    what = ", ".join(dict.fromkeys(belief.kind for belief in one.resources)) or "nothing"
    return f"| [{one.distribution}]({name}.md) | {what} | {shown} of {len(one.resources)} |"


def _resource(belief: Belief) -> str:
    told = [f"| {label} | {_cell(text, belief)} |" for label, text in rows(belief)]
    return "\n".join([f"## `{belief.name}`\n", "| | |", "| --- | --- |", *told])


def _cell(text: str, belief: Belief) -> str:
    plain = text.replace("|", "\\|").replace("<", "&lt;")
    return plain.replace(belief.rule, f"[{belief.rule}](../rules/{belief.rule}.md)", 1)
