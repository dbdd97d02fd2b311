"""What a deployment runs before its hooks: configuration, application, frameworks."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from forklint.model.deployment import Entry
from forklint.model.levels import Ternary
from forklint.model.plan import PlannedModule
from forklint.static import entries
from forklint.static.finder import Spec
from forklint.static.flow import Exhausted, Raised
from forklint.static.frameworks import celery, django
from forklint.static.imports import load
from forklint.static.values import Bound, FunctionValue, Instance, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

CONFIGURATION = "(configuration)"
"""Name of the module that a server configuration file is."""
NOWHERE = ast.Pass(lineno=1, col_offset=0)


def load_configuration(it: Interpreter) -> ModuleValue | None:
    """The master executes its server configuration file before anything else."""
    if not it.plan.configuration:
        return None
    it.made_in = "configuration"
    module = load(it, Spec(CONFIGURATION, it.plan.configuration, False), None, None)
    it.made_in = "load"
    return module


def load_application(it: Interpreter) -> None:
    """The modules that targets and deployments name, likely entries first, then entries that are called."""
    left = list(it.plan.modules)
    first: list[PlannedModule] = []
    by_hand: list[PlannedModule] = []
    for rank in range(len(_ENTRY_NAMES) + 1):
        group = [planned for planned in left if _likely_entry(planned) == rank]
        left = [planned for planned in left if _likely_entry(planned) != rank]
        for planned in group:
            if planned.name in it.modules or not entries.run_by_hand(it, planned, first):
                _load_planned(it, planned)
            else:
                by_hand.append(planned)
        first += group if rank < len(_ENTRY_NAMES) else []
        if left and rank < len(_ENTRY_NAMES) and entries.settled(it, group, gateways=rank == 0):
            _load_conventions(it, left)
            by_hand += left
            break
    _tell(it, first, by_hand)
    for entry in it.plan.calls:
        call_entry(it, entry)


def _load_conventions(it: Interpreter, left: list[PlannedModule]) -> None:
    """Beside what the application imports, only what frameworks find by name."""
    for planned in left:
        if entries.by_convention(planned, django.APPS in it.frameworks):
            _load_planned(it, planned)


def _tell(it: Interpreter, group: list[PlannedModule], left: list[PlannedModule]) -> None:
    """What no application imports was not looked at, and the report says so."""
    names = [planned.name for planned in left if planned.name not in it.modules]
    if names:
        shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
        what = f"{len(names)} modules are not loaded by {group[0].name} and were not looked at: {shown}"
        it.gap(it.display(group[0].path), 1, what if len(names) > 1 else what.replace("modules are", "module is"))


def _load_planned(it: Interpreter, planned: PlannedModule) -> None:
    if planned.name in it.modules:
        return
    spec = Spec(planned.name, planned.path, planned.path.endswith("__init__.py"), _folders(planned.path))
    it.finder.register(spec)
    if "." in planned.name and it.finder.find(planned.name.partition(".")[0]):
        it.import_module(None, planned.name, None)
    if planned.name not in it.modules:
        load(it, spec, None, None, main=planned.script)


def _likely_entry(planned: PlannedModule) -> int:
    """What a server is usually told to load comes first, so that the rest is loaded on the way that it takes."""
    name = planned.name.rpartition(".")[2]
    return next((rank for rank, names in enumerate(_ENTRY_NAMES) if name in names), len(_ENTRY_NAMES))


_ENTRY_NAMES = (("wsgi", "asgi"), ("app", "application", "main"))


def _folders(path: str) -> tuple[str, ...]:
    return (path.rpartition("/")[0],) if path.endswith("__init__.py") else ()


def call_entry(it: Interpreter, entry: Entry) -> None:
    """`module:factory()`: the body of the factory is load time."""
    module = it.modules.get(entry.module) or it.import_module(None, entry.module, None)
    if not isinstance(module, ModuleValue) or not entry.attribute:
        return
    frame: Frame = module.scope
    if entry.attribute not in frame.vars and not frame.vars.keys() & {"*", "__getattr__"}:
        it.gap(module.path, 1, f"binds no `{entry.attribute}`, which is the entry{_like(entry.attribute, frame)}")
        it.unbound.append(it.gaps[-1])
        return
    value = it.get(frame, module, entry.attribute, NOWHERE)
    if entry.calls:
        # The server holds what the factory returns, and everything that it refers to.
        it.kept.append(invoke(it, frame, value, *_arguments(it, frame, entry)))


def _like(name: str, frame: Frame) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, frame.vars, 1)
    return f": did you mean `{close[0]}`?" if close else ""


def _arguments(it: Interpreter, frame: Frame, entry: Entry) -> tuple[list[Any], dict[str, Any]]:
    """The literals between the parentheses of `module:factory("production", debug=True)`."""
    call = ast.parse(f"f({entry.arguments})", mode="eval").body
    if not isinstance(call, ast.Call):
        return [], {}
    keywords = {keyword.arg: it.eval(frame, keyword.value) for keyword in call.keywords if keyword.arg}
    return [it.eval(frame, argument) for argument in call.args], keywords


def invoke(it: Interpreter, frame: Frame, value: Any, args: list[Any], kwargs: dict[str, Any] | None = None) -> Any:
    """Call back into the program, on behalf of a server or framework; the result, None where it did not get there."""
    it.limit = min(it.total, it.steps + it.module_steps)
    node = value.node if isinstance(value, FunctionValue) else NOWHERE
    if isinstance(value, Bound) and isinstance(value.function, FunctionValue):
        node = value.function.node
    try:
        result = it.call(frame, value, args, kwargs or {}, node)
        it.resume(frame, result, node)
    except (Raised, Exhausted, RecursionError):
        it.gap(frame.path, getattr(node, "lineno", 1), "could not be executed to its end")
        return None
    return result


def run_framework_calls(it: Interpreter) -> None:
    """What frameworks call while they load: `AppConfig.ready()`, where nothing says which applications there are."""
    celery.finish(it)
    for cls, method in list(it.framework_calls):
        if cls.name in it.ready or (django.APPS in it.frameworks and django.is_config(cls)):
            continue
        it.ready.add(cls.name)
        frame: Frame = cls.module.scope
        instance = Instance(cls, 0)
        invoke(it, frame, it.get(frame, instance, method, NOWHERE), [])
    django.finish(it)


def preloads(it: Interpreter, configuration: ModuleValue | None) -> Ternary:
    """Whether the master loads the application before it forks, the configuration file included."""
    from forklint.static.settings import settings_of

    if it.plan.preload is Ternary.YES or not it.plan.server:
        return Ternary.YES
    if configuration is None:
        return Ternary.UNKNOWN if it.plan.configuration else it.plan.preload
    setting = settings_of(configuration).get("preload_app")
    if setting is None:
        return it.plan.preload
    if setting.known is not Ternary.YES:
        return Ternary.UNKNOWN
    return Ternary.YES if setting.value else it.plan.preload
