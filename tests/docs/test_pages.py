"""The generated pages are what their sources say."""

from __future__ import annotations

from forklint.knowledge.rules import all_rules
from forklint.knowledge.schema import Case
from scripts import make_pages


def test_rule_pages_are_current() -> None:
    assert make_pages.stale() == [], f"run: {make_pages.COMMAND}"


def test_every_family_of_codes_has_a_title() -> None:
    families = {rule.code[2] for rule in all_rules()}
    assert families <= set(make_pages.FAMILIES)


def test_files_of_an_example_are_shown_one_by_one() -> None:
    case = Case(title="Two files", code="x = 1\n# file: b.py\ny = 2\n")
    shown = make_pages._example(case)
    assert '```python title="app.py"\nx = 1\n```' in shown
    assert '```python title="b.py"\ny = 2\n```' in shown
