"""Programs that fork by themselves: scripts run as `__main__`, functions with a fork in them, `Process` subclasses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from forklint.knowledge.facts import Facts
from forklint.model.observation import Observation
from forklint.model.place import Place
from forklint.model.plan import LoadPlan, PlannedModule, Repair
from forklint.static import effects, phases
from forklint.static.attributes import external_base
from forklint.static.entries import defines_application
from forklint.static.flow import Exhausted, Raised
from forklint.static.values import Bound, ClassValue, Descriptor, FunctionValue, Instance, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter

MOST = 400
"""Files that the programs of one run may execute all together."""


@dataclass
class Programs:
    """What the programs among a master's modules do."""

    observations: list[Observation] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    """What children release of what they inherit."""
    spawning: set[str] = field(default_factory=set)
    """Shown paths of modules that belong to a program whose processes inherit nothing."""
    files: int = 0
    """Files executed so far."""


def look(it: Interpreter, plan: LoadPlan, facts: Facts) -> Programs:
    """Run each module that speaks of forking as the program that it may be."""
    found = Programs(spawning=set(it.spawning) if not _copies(it) else set())
    for module in it.forking_modules:
        if found.files > MOST:
            it.gap(module.path, 1, "may fork by itself; too many modules do for each to be looked at as a program")
            continue
        _as_script(it, found, plan, facts, module)
        names = _entries(it, module)
        if names:
            _as_entries(it, found, plan, facts, module, names)
    return found


def _copies(it: Interpreter) -> bool:
    return any(fork.method == "fork" for fork in it.forks)


def _run(it: Interpreter, found: Programs, plan: LoadPlan, facts: Facts, module: ModuleValue,
         script: bool) -> Interpreter:
    planned = PlannedModule(module.name, module.file, script)
    inner = type(it)(replace(plan, modules=(planned,), calls=(), configuration=""), facts, it.sources)
    inner.watches_forks = True
    phases.load_application(inner)
    found.files += len(inner.files)
    _depend(it, inner)
    return inner


def _depend(it: Interpreter, inner: Interpreter) -> None:
    """What a program reads and looks for decides about the whole, too: it may import more than what is loaded."""
    it.files += inner.files
    it.finder.listed |= inner.finder.listed
    it.finder.probed |= inner.finder.probed


def _as_script(it: Interpreter, found: Programs, plan: LoadPlan, facts: Facts, module: ModuleValue) -> None:
    if not any(isinstance(one, ast.If) and _is_main(one.test) for one in module.body):
        return
    inner = _run(it, found, plan, facts, module, script=True)
    found.observations += inner.at_forks
    found.repairs += inner.child_repairs
    if inner.spawning and not _copies(inner):
        found.spawning |= {one.path for one in inner.modules.values() if isinstance(one, ModuleValue)}


def _is_main(test: ast.expr) -> bool:
    return isinstance(test, ast.Compare) and isinstance(test.left, ast.Name) and test.left.id == "__name__"


def _entries(it: Interpreter, module: ModuleValue) -> list[str]:
    """Functions that fork and classes whose instances are processes, by name; methods as `Class.method`."""
    names = _forking_names(it)
    found = []
    for name, value in module.scope.vars.items():
        if name == "*" or getattr(value, "module", None) is not module:
            continue
        if isinstance(value, FunctionValue) and _forks(it, value, names):
            found.append(name)
        elif isinstance(value, ClassValue):
            found += [name] if _is_process(it, value) else []
            found += [f"{name}.{one}" for one, member in value.namespace.items() if _forks(it, member, names)]
    return found


def _forking_names(it: Interpreter) -> set[str]:
    rows = [row for row in it.facts.calls.values() if row.forks]
    members = [row for type_ in it.facts.types.values() for row in type_.member if row.forks]
    return {name.rpartition(".")[2] for row in (*rows, *members) for name in row.names} | {"ProcessPoolExecutor"}


def _forks(it: Interpreter, value: Any, names: set[str]) -> bool:
    function = value.function if isinstance(value, Descriptor) else value
    if not isinstance(function, FunctionValue) or isinstance(function.node, ast.Lambda):
        return False
    it.restore(function.node, function.module)
    return any(name in names for name in _called(function.node))


def _called(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            yield getattr(inner.func, "attr", getattr(inner.func, "id", ""))


def _is_process(it: Interpreter, cls: ClassValue) -> bool:
    handle = effects.class_handle(it, external_base(cls))
    return handle is not None and any(row.forks and "start" in row.names for row in handle.type.member)


def _as_entries(it: Interpreter, found: Programs, plan: LoadPlan, facts: Facts, module: ModuleValue,
                names: list[str]) -> None:
    """Call functions of unknown arguments, make and start processes, each as if the others had not been."""
    inner = _run(it, found, plan, facts, module, script=False)
    loaded = inner.modules.get(module.name)
    if not isinstance(loaded, ModuleValue):
        return
    for name in names:
        before = [(one, one.state, one.live) for one in inner.resources]
        inner.inherited.clear()
        try:
            _as_entry(inner, loaded, name)
        except (Raised, Exhausted, RecursionError):
            it.gap(loaded.path, 1, f"{name} could not be executed to its end")
        for one in inner.resources[len(before):]:
            one.harmless = True
        for one, one.state, one.live in before:
            one.healed = False
    found.observations += inner.at_forks
    found.repairs += inner.child_repairs


def _as_entry(inner: Interpreter, loaded: ModuleValue, name: str) -> None:
    frame: Any = loaded.scope
    owner, _, method = name.partition(".")
    value = frame.vars.get(owner)
    inner.limit = min(inner.total, inner.steps + inner.module_steps)
    if isinstance(value, ClassValue):
        instance = inner.call(frame, value, [], {}, value.node or ast.Pass(lineno=1, col_offset=0))
        value = instance if isinstance(instance, Instance) else value
        inner.kept.append(instance)
        value = inner.get(frame, value, method or "start", ast.Pass(lineno=1, col_offset=0))
    if not method or isinstance(value, Bound | FunctionValue):
        phases.invoke(inner, frame, value, [])


def merged(it: Interpreter, load: list[Observation], programs: Programs) -> list[Observation]:
    """Load time's observations, and what only a fork point of a program showed.

    Where neither a server nor an application is known, a program that forks by itself is just that: what its own fork
    point showed comes first, and what its processes do not inherit, or let go of, is not shared.
    """
    own = not it.plan.server and not defines_application(it)
    forked = {_key(one): one for one in reversed(programs.observations)}
    silent = [repair.observation for repair in programs.repairs if own and not repair.goodbye]
    let_go = set(map(_key, silent)) - forked.keys()
    kept = [one for one in load if not (own and one.made_in == "load" and one.place.path in programs.spawning)
            and _key(one) not in let_go]
    shown = [forked.get(_key(one), one) if own else one for one in kept]
    known = set(map(_key, shown))
    return [*shown, *(one for key, one in reversed(forked.items()) if key not in known)]


def _key(one: Observation) -> tuple[Place, str]:
    return one.place, one.type_name
