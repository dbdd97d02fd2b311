"""Imports: the program's modules are executed once, in order; foreign ones become external names."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

from forklint.model.comment import may_speak
from forklint.model.levels import Ternary
from forklint.model.report import LoadedModule
from forklint.static import effects, trees
from forklint.static.finder import STANDARD, Spec
from forklint.static.flow import NORMAL, Exhausted, Raised
from forklint.static.names import bind
from forklint.static.scope import Frame, place_of
from forklint.static.scripts import script_like
from forklint.static.source import read_source, speaks_of_forking
from forklint.static.values import (
    UNKNOWN,
    Alternatives,
    Defaulted,
    External,
    ModuleValue,
    Sequence,
    each,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter

_MISSING = object()
_TEST_FOLDERS = frozenset({"test", "tests", "testing"})
"""What a condition that is not decided here imports from such a package, it imports under test."""


def exec_import(it: Interpreter, frame: Frame, node: ast.Import) -> int:
    """`import a.b as c`."""
    for alias in node.names:
        value = import_module(it, frame, alias.name, node)
        if alias.asname:
            bind(it, frame, alias.asname, value, node)
        else:
            top = alias.name.partition(".")[0]
            bind(it, frame, top, it.modules.get(top) or External(top), node)
    return NORMAL


def exec_from(it: Interpreter, frame: Frame, node: ast.ImportFrom) -> int:
    """`from a import b`, relative and with a star too."""
    name = absolute(frame.module, node.module, node.level)
    if name == "__future__":
        return NORMAL
    module = import_module(it, frame, name, node)
    for alias in node.names:
        if alias.name == "*":
            _star(it, frame, module, name, node)
        else:
            bind(it, frame, alias.asname or alias.name, from_module(it, frame, module, name, alias.name, node), node)
    return NORMAL


def absolute(module: ModuleValue, name: str | None, level: int) -> str:
    """The absolute name that a relative import means."""
    if not level:
        return name or ""
    parts = module.name.split(".")
    keep = len(parts) - level + module.package
    base = ".".join(parts[:keep]) if keep > 0 else ""
    return f"{base}.{name}" if base and name else (base or name or "")


def from_module(it: Interpreter, frame: Frame, module: Any, name: str, attribute: str, node: ast.AST) -> Any:
    """`from module import attribute`."""
    if isinstance(module, External):
        note_foreign(it, frame, f"{name}.{attribute}", node, quiet=True)
        return it.models.external(it, frame, f"{name}.{attribute}")
    if not isinstance(module, ModuleValue):
        return it.get(frame, module, attribute, node)
    found = module.scope.vars.get(attribute, _MISSING)
    if found is not _MISSING:
        return found
    if it.finder.find(f"{name}.{attribute}"):
        return import_module(it, frame, f"{name}.{attribute}", node)
    if frame.tries and not {"__getattr__", "*"} & module.scope.vars.keys() and module.parsed:
        raise Raised(External("builtins.ImportError"))
    return it.get(frame, module, attribute, node)


def _star(it: Interpreter, frame: Frame, module: Any, name: str, node: ast.AST) -> None:
    if not isinstance(module, ModuleValue):
        known = frame.vars.get("*", ())
        frame.vars["*"] = (*known, name)
        return
    exported = module.scope.vars.get("__all__")
    if isinstance(exported, Sequence) and exported.rest is None:
        names = [item for item in exported.items if isinstance(item, str)]
    else:
        names = [one for one in list(module.scope.vars) if not one.startswith("_") and one != "*"]
    for one in names:
        bind(it, frame, one, from_module(it, frame, module, name, one, node), node)
    if "*" in module.scope.vars:
        frame.vars["*"] = (*frame.vars.get("*", ()), *module.scope.vars["*"])


def import_module(it: Interpreter, frame: Frame | None, name: str, node: ast.AST | None) -> Any:
    """Execute a module and its parents, unless that was done; the module, or an external name."""
    spec = _program_spec(it, name)
    if spec is None:
        return _foreign(it, frame, name, node)
    if it.maybe and name not in it.modules and not _TEST_FOLDERS.isdisjoint(name.split(".")):
        return External(name)
    module: Any = None
    parts = name.split(".")
    for index in range(1, len(parts) + 1):
        dotted = ".".join(parts[:index])
        if dotted not in it.modules:
            found = it.finder.find(dotted)
            if found is None:
                # A folder without `__init__.py` hides no library of that name.
                return _absent(it, frame, name, node) if spec.path else _foreign(it, frame, name, node)
            load(it, found, frame, node)
            _hang(it, parts[:index])
        module = it.modules[dotted]
        if frame is not None and isinstance(module, ModuleValue):
            it.edges.setdefault(frame.path, set()).add(module.path)
    return module


def _hang(it: Interpreter, parts: list[str]) -> None:
    """A loaded submodule becomes an attribute of its package."""
    above = it.modules.get(".".join(parts[:-1]))
    if isinstance(above, ModuleValue):
        above.scope.vars[parts[-1]] = it.modules[".".join(parts)]


def _program_spec(it: Interpreter, name: str) -> Spec | None:
    """The top-level package if the program has it: a folder without `__init__.py` hides no library."""
    top = name.partition(".")[0]
    if name in it.modules:
        return Spec(name, "", True)
    spec = it.finder.find(top) if top else None
    if spec is not None and not spec.path and (top in STANDARD or it.facts.knows(top)):
        return None
    return spec


def _absent(it: Interpreter, frame: Frame | None, name: str, node: ast.AST | None) -> Any:
    """The program's package has no such module."""
    if frame is not None and node is not None:
        if frame.tries or it.try_depth:
            raise Raised(External("builtins.ImportError"))
        it.gap(frame.path, getattr(node, "lineno", 1), f"imports {name}, which is not there")
    return External(name)


def _foreign(it: Interpreter, frame: Frame | None, name: str, node: ast.AST | None) -> Any:
    note_foreign(it, frame, name, node)
    return External(name)


def note_foreign(it: Interpreter, frame: Frame | None, name: str, node: ast.AST | None, quiet: bool = False) -> None:
    """Remember a library that the program imports; what its import alone makes live is live now."""
    top = name.partition(".")[0]
    it.risks += top not in STANDARD
    it.imported.add(top)
    if not quiet:
        parts = name.split(".")
        it.foreign.update(".".join(parts[:index]) for index in range(1, len(parts) + 1))
    it.facts.load(top)
    if frame is None or node is None:
        return
    for prefix in (top, name):
        fact = it.facts.imports.get(prefix)
        held = effects.holds(it, fact, prefix) if fact is not None else Ternary.NO
        if fact is not None and held is not Ternary.NO:
            it.maybe += held is Ternary.UNKNOWN
            for used in fact.uses:
                effects.use(it, frame, used, node, f"imports {prefix}")
            it.maybe -= held is Ternary.UNKNOWN


def importable(it: Interpreter, body: list[ast.stmt]) -> bool:
    """Whether every import of a `try` body is known to work."""
    for statement in body:
        if isinstance(statement, ast.Import):
            names = [alias.name for alias in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            if statement.level:
                continue
            names = [statement.module or ""]
        else:
            continue
        if not all(_known(it, name) for name in names):
            return False
    return True


def _known(it: Interpreter, name: str) -> bool:
    top = name.partition(".")[0]
    return top in STANDARD or it.facts.knows(top) or it.finder.find(top) is not None


def load(it: Interpreter, spec: Spec, frame: Frame | None, node: ast.AST | None, main: bool = False) -> ModuleValue:
    """Read and execute one module."""
    module = ModuleValue(spec.name, it.display(spec.path), spec.package, spec.path)
    scope = Frame("module", None, spec.name, module, frame, node, f"imports {spec.name}", it.maybe)
    module.scope = scope
    scope.vars["__name__"] = "__main__" if main else spec.name
    scope.vars["__file__"] = spec.path or UNKNOWN
    if spec.package:
        scope.vars["__path__"] = Sequence("list", list(spec.folders))
    it.modules[spec.name] = module
    if not spec.path:
        return module
    by = place_of(frame.path, node) if frame is not None and node is not None else None
    it.files.append(spec.path)
    source = read_source(spec.path, it.sources)
    if source.tree is None:
        it.gap(module.path, source.line, source.problem)
        return module
    it.loaded.append(LoadedModule(spec.name, module.path, by))
    module.body, module.parsed = source.tree.body, True
    module.script, module.executable = script_like(source), source.text.startswith(b"#!")
    module.yields = b"yield" in source.text
    if may_speak(source.text):
        module.lines = it.mentions.setdefault(module.path, set())
    if speaks_of_forking(source.text):
        it.forking_modules.append(module)
    execute(it, module, scope)
    trees.forget(it, module, source)
    return module


def execute(it: Interpreter, module: ModuleValue, scope: Frame) -> None:
    """Run a module's body; what goes wrong in it is a gap, and the rest of the program goes on."""
    depth, active, limit = it.depth, it.active, it.limit
    it.depth, it.active = 0, {}
    it.limit = min(it.total, it.steps + it.module_steps)
    before = it.steps
    try:
        for statement in module.body:
            _statement(it, module, scope, statement)
    except Raised as raised:
        if not raised.leaves and it.try_depth:
            raise
    finally:
        it.depth, it.active = depth, active
        it.limit = min(it.total, limit + it.steps - before)
        it.maybe -= scope.debt
        it.guard -= scope.guard_debt
        scope.debt = scope.guard_debt = 0


def _statement(it: Interpreter, module: ModuleValue, scope: Frame, statement: ast.stmt) -> None:
    """One top-level statement. An exception that nobody catches is taken for a mistake of the analyzer."""
    try:
        it.block(scope, [statement])
    except Exhausted:
        it.limit = min(it.total, it.steps + it.module_steps // 10)
        _once(it, module, statement.lineno, "takes more steps to execute than the analyzer spends on a module")
    except RecursionError:
        it.gap(module.path, statement.lineno, "is nested too deeply to be executed")
    except Raised as raised:
        if raised.leaves or (it.try_depth and _is_import_error(raised.value)):
            raise


def _once(it: Interpreter, module: ModuleValue, line: int, what: str) -> None:
    if not any(gap.what == what and gap.place.path == module.path for gap in it.gaps):
        it.gap(module.path, line, what)


def _is_import_error(value: Any) -> bool:
    return isinstance(value, External) and value.name.rstrip("()") in _IMPORT_ERRORS


_IMPORT_ERRORS = {"builtins.ImportError", "builtins.ModuleNotFoundError"}


def by_name(it: Interpreter, name: Any, work: Callable[[Any], Any]) -> Any:
    """What `work` does with a name: for sure with one that is known, perhaps with each that it may be."""
    if not isinstance(name, Defaulted | Alternatives):
        return work(name)
    it.maybe += 1
    try:
        results = [one for value in each(name) for one in _perhaps(value, work)]
    finally:
        it.maybe -= 1
    if not results:
        raise Raised(External("builtins.ImportError"))
    return reduce(join, results)


def _perhaps(value: Any, work: Callable[[Any], Any]) -> list[Any]:
    try:
        return [work(value.value if isinstance(value, Defaulted) else value)]
    except Raised:
        return []


TABLE: dict[type, Any] = {ast.Import: exec_import, ast.ImportFrom: exec_from}
