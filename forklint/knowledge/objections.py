"""What is wrong with a facts file whose keys and types are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from forklint.knowledge.mistake import Mistake
from forklint.knowledge.rules import rule_paths
from forklint.knowledge.schema import CallFact, Condition, FactsFile, TypeFact

_TESTS = ("is_", "not_", "above", "present", "contains")


def objections(file: FactsFile) -> Iterator[Mistake]:
    """What the meta-tests ask of the facts that ship, asked of all."""
    tops = {module.partition(".")[0] for module in file.modules}
    for index, row in enumerate(file.type):
        found = [*_of_type(row), *_unmet((row.name, *row.aliases), tops, "name")]
        yield from (Mistake(what, "type", index, key) for key, what in found)
    for index, call in enumerate(file.call):
        found = [*_of_call(call), *_unmet(call.names, tops, "names")]
        yield from (Mistake(what, "call", index, key) for key, what in found)
    for index, fact in enumerate(file.imports):
        found = [*_specifier(fact.versions), *_unmet(fact.names, tops, "names")]
        yield from (Mistake(what, "imports", index, key) for key, what in found)


Said = tuple[str, str]
"""Key, and what is wrong with it."""


def _of_type(row: TypeFact) -> Iterator[Said]:
    if row.kind is not None and not row.rule:
        yield "rule", "a row with a `kind` needs the code of the rule that judges it"
    if row.rule and row.rule not in rule_paths():
        yield "rule", f"there is no rule {row.rule!r}: `forklint rules` lists them"
    for number, healing in enumerate(row.heals):
        if not _is_version(healing.since):
            yield f"heals[{number}].since", f"{healing.since!r} is no version"
    yield from _specifier(row.versions)
    yield from _conditions(row.when)
    for goodbye, one in enumerate(row.goodbye):
        yield from ((f"goodbye[{goodbye}].{key}", what) for key, what in _conditions(one.when))
    for number, member in enumerate(row.member):
        yield from ((f"member[{number}].{key}", what) for key, what in _of_call(member))


def _of_call(call: CallFact) -> Iterator[Said]:
    yield from _specifier(call.versions)
    yield from _conditions(call.when)


def _conditions(conditions: Iterable[Condition]) -> Iterator[Said]:
    for number, condition in enumerate(conditions):
        given = [name for name in _TESTS if getattr(condition, name) is not _DEFAULTS[name]]
        if len(given) != 1:
            words = ", ".join(name.rstrip("_") for name in given) or "none"
            yield f"when[{number}]", f"a condition has one of is, not, above, present and contains; this has {words}"


_DEFAULTS = {name: getattr(Condition(argument="", state="live"), name) for name in _TESTS}


def _specifier(text: str) -> Iterator[Said]:
    if not text:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        yield "versions", f"{text!r} does not say which versions, as `>=2,<3` does"


def _is_version(text: str) -> bool:
    from packaging.version import InvalidVersion, Version

    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def _unmet(names: Iterable[str], tops: set[str], key: str) -> Iterator[Said]:
    """Facts are read when a program imports a package that the file declares."""
    for name in names:
        if name.partition(".")[0] not in tops:
            yield key, f"{name!r} is in no package that `modules` names, so it would never be met"
