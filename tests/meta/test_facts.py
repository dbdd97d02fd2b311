"""Every row of rules/facts/ has a source, a rule that exists, and names only types that exist."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from packaging.specifiers import SpecifierSet

from forklint.knowledge.decode import read_toml
from forklint.knowledge.facts import Facts
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.rules import rule_paths
from forklint.knowledge.schema import CallFact, Condition, FactsFile, TypeFact

PATHS = sorted((rules_folder() / "facts").glob("*.toml"))
TESTS = ("is_", "not_", "above", "present", "contains")


@cache
def file_at(path: Path) -> FactsFile:
    return read_toml(path, FactsFile)


@cache
def facts() -> Facts:
    known = Facts()
    known.load_all()
    return known


def calls_of(file: FactsFile) -> Iterator[tuple[str, CallFact]]:
    yield from ((call.names[0], call) for call in file.call)
    yield from ((f"{row.name}.{member.names[0]}", member) for row in file.type for member in row.member)


def named_types(file: FactsFile) -> Iterator[tuple[str, str]]:
    """(where, type name) for every reference to a type."""
    for row in file.type:
        for member, name in (*row.gives.items(), *row.attributes.items()):
            yield f"{row.name}.{member}", name
        if row.parent:
            yield f"{row.name} parent", row.parent
    for where, call in calls_of(file):
        yield from ((f"{where} {key}", name) for key, name in _of_call(call) if name)
    for duck in file.duck:
        yield f"duck {duck.members[0]}", duck.type


def _of_call(call: CallFact) -> Iterator[tuple[str, str]]:
    yield "makes", call.makes
    yield from (("uses", name) for name in call.uses)
    yield from (("frees", name) for name in call.frees)
    yield from (("renews", name) for name in call.renews)
    yield from (("quiets", name) for name in call.quiets)


def process_wide_names(file: FactsFile) -> Iterator[tuple[str, str]]:
    """(where, type name) where only a type that exists once per process makes sense."""
    yield from ((f"{row.name} parent", row.parent) for row in file.type if row.parent)
    for where, call in calls_of(file):
        yield from ((where, name) for name in (*call.uses, *call.frees, *call.renews, *call.quiets))
    for fact in file.imports:
        yield from ((fact.names[0], name) for name in fact.uses)


def conditions(file: FactsFile) -> Iterator[tuple[str, Condition]]:
    yield from ((row.name, condition) for row in file.type for condition in row.when)
    yield from ((row.name, condition) for row in file.type for goodbye in row.goodbye for condition in goodbye.when)
    yield from ((where, condition) for where, call in calls_of(file) for condition in call.when)


def resources(file: FactsFile) -> list[TypeFact]:
    return [row for row in file.type if row.kind is not None]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
class TestFile:
    def test_has_a_source_that_a_person_can_open(self, path: Path) -> None:
        file = file_at(path)
        sources = [file.source, *(row.source for row in file.type), *(call.source for call in file.call)]
        sources += [fact.source for fact in file.imports]
        assert file.source
        assert [source for source in sources if source and not source.startswith("https://")] == []

    def test_resources_name_a_rule_that_exists(self, path: Path) -> None:
        wrong = {row.name: row.rule for row in resources(file_at(path)) if row.rule not in rule_paths()}
        assert not wrong

    def test_only_resources_name_a_rule(self, path: Path) -> None:
        assert [row.name for row in file_at(path).type if row.rule and row.kind is None] == []

    def test_resources_say_what_goes_wrong_and_what_to_do(self, path: Path) -> None:
        assert [row.name for row in resources(file_at(path)) if not (row.goes_wrong and row.remedy)] == []

    def test_messages_fit_one_line_and_name_what_is_known(self, path: Path) -> None:
        for row in file_at(path).type:
            assert len(row.message) <= 120, row.name
            assert not row.message.endswith("."), row.name
            fields = {field for _, field, _, _ in Formatter().parse(row.message) if field}
            assert fields <= {"call", "symbol", "library", "state"}, row.name

    def test_names_types_that_exist(self, path: Path) -> None:
        missing = [(where, name) for where, name in named_types(file_at(path)) if facts().type_named(name) is None]
        assert missing == []

    def test_uses_and_frees_what_exists_once_per_process(self, path: Path) -> None:
        rows = {name: facts().type_named(name) for _, name in process_wide_names(file_at(path))}
        assert [name for name, row in rows.items() if row is None or not row.process_wide] == []

    def test_declares_the_packages_that_it_speaks_of(self, path: Path) -> None:
        """Facts are read when a program imports a declared package; a row of another one would never be met."""
        file = file_at(path)
        names = [name for row in file.type for name in (row.name, *row.aliases)]
        names += [name for call in file.call for name in call.names]
        names += [name for fact in file.imports for name in fact.names] + [row.base for row in file.subclass]
        tops = {module.partition(".")[0] for module in file.modules}
        assert {name for name in names if name.partition(".")[0] not in tops} == set()

    def test_conditions_make_exactly_one_test(self, path: Path) -> None:
        for where, condition in conditions(file_at(path)):
            given = [name for name in TESTS if getattr(condition, name) not in (None, _unset())]
            assert len(given) == 1, f"{where}: {condition.argument}: {given}"

    def test_a_goodbye_is_a_way_to_release_it(self, path: Path) -> None:
        file = file_at(path)
        frees = {(name, call.names[0].rpartition(".")[2]) for _, call in calls_of(file) for name in call.frees}
        for row in file.type:
            known = {*row.released_by, *row.renewed_by, *(last for name, last in frees if name == row.name)}
            assert {name for goodbye in row.goodbye for name in goodbye.names} <= known, row.name

    def test_only_silence_excuses_a_goodbye(self, path: Path) -> None:
        found = [condition.state for row in file_at(path).type for one in row.goodbye for condition in one.when]
        assert set(found) <= {"harmless"}

    def test_alternatives_are_other_distributions(self, path: Path) -> None:
        file = file_at(path)
        assert file.distribution not in file.alternatives

    def test_versions_are_specifiers(self, path: Path) -> None:
        file = file_at(path)
        versions = [row.versions for row in file.type] + [call.versions for call in file.call]
        for text in versions + [fact.versions for fact in file.imports]:
            SpecifierSet(text)


def _unset() -> object:
    return Condition(argument="", state="live").is_


def test_no_name_is_said_twice() -> None:
    """Of two rows for one name only the last would count."""
    seen: dict[str, str] = {}
    for path in PATHS:
        file = file_at(path)
        names = [name for row in file.type for name in {row.name, *row.aliases}]
        names += [name for call in file.call if not call.versions for name in set(call.names)]
        for name in names:
            assert name not in seen, f"{name}: {path.name} and {seen[name]}"
            seen[name] = path.name
