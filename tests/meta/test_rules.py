"""A rule is whole: every code has a page, cases that hold and break it, its own name, and a changelog line."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from forklint.knowledge.facts import Facts
from forklint.knowledge.rules import all_rules, rule_paths
from forklint.knowledge.schema import RuleFile
from tests import programs

ROOT = Path(__file__).parents[2]
PLACEHOLDERS = {"call", "symbol", "library", "state"}
NO_RESOURCE = ("FL0", "FL9")
"""Rules of these families speak of comments and of the deployment, so no fact names them."""
NAMED_BY_CODE = {code for code in rule_paths() if code.startswith("FL8")}
"""Rules about repairs: they are derived from the findings on the resource."""

every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


@every_rule
def test_file_is_named_by_code_and_name(rule: RuleFile) -> None:
    assert rule_paths()[rule.code].name == f"{rule.code}-{rule.name}.toml"
    assert re.fullmatch(r"FL\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)


def test_names_and_codes_are_unique() -> None:
    names = Counter(rule.name for rule in all_rules())
    assert max(names.values()) == 1
    assert len(list((ROOT / "rules" / "checks").glob("*.toml"))) == len(rule_paths())


@every_rule
def test_message_fits_one_line_and_names_what_is_known(rule: RuleFile) -> None:
    assert len(rule.message) <= 120
    assert "\n" not in rule.message
    assert not rule.message.endswith(".")
    assert {field for _, field, _, _ in Formatter().parse(rule.message) if field} <= PLACEHOLDERS


@every_rule
def test_prose_is_complete(rule: RuleFile) -> None:
    assert rule.summary.endswith(".")
    assert "\n" not in rule.summary
    for text in (rule.what, rule.why, rule.remedy):
        assert text.strip().endswith(".")


@every_rule
def test_has_marked_invalid_and_unmarked_valid_cases(rule: RuleFile) -> None:
    assert rule.invalid
    assert rule.valid
    for case in rule.invalid:
        marks = programs.expected(programs.split(case.code))
        assert rule.code in {code for _, _, code in marks}, case.title
        assert {code for _, _, code in marks} <= set(rule_paths()), case.title
    assert not any(programs.MARK.search(case.code) for case in rule.valid)


@every_rule
def test_titles_tell_the_cases_apart(rule: RuleFile) -> None:
    titles = [case.title for case in (*rule.invalid, *rule.valid)]
    assert len(set(titles)) == len(titles)


@every_rule
def test_has_a_page_in_the_site(rule: RuleFile) -> None:
    assert (ROOT / "docs" / "rules" / f"{rule.code}.md").is_file()
    assert f"({rule.code}.md)" in (ROOT / "docs" / "rules" / "index.md").read_text(encoding="utf-8")


@every_rule
def test_has_a_changelog_line_under_its_version(rule: RuleFile) -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", changelog, flags=re.MULTILINE)
    (line,) = [line for line in changelog.splitlines() if f"`{rule.code}`" in line]
    section = next(section for section in sections if line in section)
    assert section.startswith((f"[{rule.since}]", "[Unreleased]"))
    assert rule.name in line


def test_every_fact_names_a_rule_that_exists() -> None:
    facts = Facts()
    facts.load_all()
    named = {row.rule for row in facts.types.values() if row.rule}
    assert named <= set(rule_paths())
    assert all(row.rule for row in facts.types.values() if row.kind)


def test_every_rule_on_resources_is_named_by_a_fact() -> None:
    facts = Facts()
    facts.load_all()
    named = {row.rule for row in facts.types.values()}
    about_resources = {code for code in rule_paths() if not code.startswith(NO_RESOURCE)} - NAMED_BY_CODE
    assert about_resources <= named
