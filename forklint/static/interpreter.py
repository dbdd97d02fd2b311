"""The abstract process: its modules, its resources, its budgets; evaluation goes through here.

The rooms beside this one each know one part of the language. They reach one another through the
methods of this class, so that none of them imports another in a circle.
"""

from __future__ import annotations

import ast
from typing import Any

from forklint.knowledge.facts import Facts
from forklint.knowledge.servers import registering_hooks
from forklint.model.levels import Confidence
from forklint.model.observation import Observation
from forklint.model.place import Gap, Step
from forklint.model.plan import ForkPoint, LoadPlan, Repair
from forklint.model.report import ExecutedFunction, LoadedModule
from forklint.static import (
    assign,
    attributes,
    calls,
    classes,
    comprehensions,
    containers,
    control,
    effects,
    expressions,
    forking,
    functions,
    imports,
    iteration,
    models,
    protocols,
    starting,
    trees,
    withs,
)
from forklint.static.budget import STEPS, STEPS_PER_MODULE
from forklint.static.finder import Finder
from forklint.static.flow import Exhausted
from forklint.static.frameworks import celery, django, flask, gunicorn, pyramid
from forklint.static.paths import Paths
from forklint.static.resources import LiveResource
from forklint.static.scope import Frame, place_of
from forklint.static.source import Source
from forklint.static.values import ClassValue, External, FunctionNode, FunctionValue, Handle, ModuleValue
from forklint.static.versions import Versions

_EXPRESSIONS: dict[type, Any] = {
    **expressions.TABLE, **containers.TABLE, **comprehensions.TABLE, **attributes.TABLE, **calls.TABLE,
    **functions.EXPRESSIONS,
}
_STATEMENTS: dict[type, Any] = {
    **assign.TABLE, **control.TABLE, **withs.TABLE, **imports.TABLE, **functions.STATEMENTS, **classes.TABLE,
}
_FUNCTIONS: dict[str, Any] = {
    **models.FUNCTIONS, **celery.FUNCTIONS, **django.FUNCTIONS, **flask.FUNCTIONS, **gunicorn.FUNCTIONS,
    **pyramid.FUNCTIONS,
}


class Interpreter:
    """One abstract run of a master's load time."""

    def __init__(self, plan: LoadPlan, facts: Facts, sources: dict[str, Source] | None = None) -> None:
        self.plan = plan
        self.facts = facts
        self.finder = Finder(plan.roots, plan.follow)
        self.paths = Paths(plan.base)
        self.hooks = registering_hooks()
        self.modules: dict[str, Any] = {}
        """As `sys.modules`: usually module values, but a program may put anything there."""
        self.loaded: list[LoadedModule] = []
        self.files: list[str] = []
        self.mentions: dict[str, set[int]] = {}
        """Shown path of each file that speaks to forklint -> lines of its statements that were executed."""
        self.sources: dict[str, Source] = {} if sources is None else sources
        """Parsed files, shared by the runs of one check."""
        self.resources: list[LiveResource] = []
        self.process_wide: dict[str, LiveResource] = {}
        self.executed: dict[ast.AST, ExecutedFunction] = {}
        self.gaps: list[Gap] = []
        self.unbound: list[Gap] = []
        """Those of them that say that an entry is not there."""
        self.unresolved: dict[tuple[str, int, str], Gap] = {}
        self.edges: dict[str, set[str]] = {}
        """Shown path of a module -> paths of the program's modules that it imports."""
        self.imported: set[str] = set()
        """Top-level names of the foreign packages that the program imports."""
        self.foreign: set[str] = set()
        """Full names of the foreign modules that were imported: such a name is never None."""
        self.environment: dict[str, Any] = {}
        """Environment variables that load time sets."""
        self.worker_hooks: list[tuple[Any, list[Any], str]] = []
        self.master_hooks: list[tuple[Any, list[Any], str]] = []
        self.framework_calls: list[tuple[Any, str]] = []
        """Classes whose methods a framework calls while loading, and the method."""
        self.frameworks: set[str] = set()
        """Frameworks that were set up, which happens once."""
        self.imports_of_celery: list[tuple[Frame, str, ast.AST]] = []
        """Modules that a worker's parent imports when it starts: who says so, their names, where."""
        self.classes_of_tasks: list[tuple[Frame, ClassValue, ast.AST]] = []
        """Classes of which a worker's parent makes one object for each task: where, and which."""
        self.managed_by: str | None = None
        """The settings module that Django's `manage.py` names, once it was read."""
        self.ready: set[str] = set()
        """Classes whose framework method has run."""
        self.forks: list[ForkPoint] = []
        self.start_method = ""
        self.spawning: set[str] = set()
        """Shown paths of modules that choose a start method under which nothing is inherited."""
        self.watches_forks = False
        self.at_forks: list[Observation] = []
        """What was live at fork points of the program."""
        self.child_repairs: list[Repair] = []
        """What children of the program release of what they inherit."""
        self.inherited: list[forking.Inherited] = []
        self.used: dict[int, Step] = {}
        """Resources (by id) that the child under way uses, and where."""
        self.forking_modules: list[ModuleValue] = []
        """Modules whose text speaks of forking."""
        self.patched = False
        """Whether gevent's or eventlet's monkey patching was executed."""
        self.phase = "load"
        self.made_in = "load"
        self.maybe = 0
        """Undecided conditions around what runs now."""
        self.exceptional = 0
        """Exception handlers around what runs now."""
        self.guard = 0
        """Comparisons of process ids around what runs now."""
        self.try_depth = 0
        self.risks = 0
        """Foreign code met so far: what may raise without the analyzer knowing."""
        self.loop: Any = None
        """The current event loop."""
        self.coroutines = 0
        """Coroutines around what runs now: a loop is running."""
        self.depth = 0
        self.active: dict[ast.AST, int] = {}
        self.steps = 0
        self.limit = STEPS
        self.events = 0
        self.dynamic_imports = 0
        """Imports of modules whose names are not known."""
        self.call_count = 0
        self.unknown_count = 0
        self.building: list[Any] = []
        """Classes under construction, for metaclasses."""
        self.kept: list[Any] = []
        """Values that libraries hold: attributes of foreign objects, logging handlers."""
        self.foreign_items: dict[tuple[str, str], Any] = {}
        """What the program put into foreign containers: `app.config["POOL"] = …`."""
        self.alive: list[Handle] = []
        """Threads, processes and executors: what they were given is in use, whoever refers to them."""
        self.pid_listeners: list[tuple[LiveResource, FunctionValue]] = []
        """Event handlers of a resource, which may renew it where the process id differs."""
        self.pid_types: list[tuple[str, FunctionValue]] = []
        """The same for all objects of a type: `@event.listens_for(Engine, "checkout")`."""
        self.total = STEPS
        self.module_steps = STEPS_PER_MODULE
        self.models = models
        self.functions = _FUNCTIONS
        self.members = celery.MEMBERS
        self.versions = Versions(plan)

    def eval(self, frame: Frame, node: ast.AST) -> Any:
        """The value of an expression."""
        return _EXPRESSIONS[type(node)](self, frame, node)

    def block(self, frame: Frame, body: list[ast.stmt]) -> int:
        """Execute statements; how they ended (`flow`)."""
        executed = frame.module.lines
        for statement in body:
            if executed is not None:
                executed.add(statement.lineno)
            self.steps += 1
            if self.steps > self.limit:
                raise Exhausted
            flow: int = _STATEMENTS[type(statement)](self, frame, statement)
            if flow:
                return flow
        return 0

    def call(self, frame: Frame, callee: Any, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
        """Call a value."""
        return calls.call(self, frame, callee, args, kwargs, node)

    def get(self, frame: Frame, value: Any, name: str, node: ast.AST) -> Any:
        """Read an attribute."""
        return attributes.get(self, frame, value, name, node)

    def set(self, frame: Frame, target: Any, name: str, value: Any, node: ast.AST) -> None:
        """Write an attribute."""
        attributes.put(self, frame, target, name, value, node)

    def assign(self, frame: Frame, target: ast.AST, value: Any) -> None:
        """Bind a target (name, attribute, item, tuple) to a value."""
        assign.assign(self, frame, target, value)

    def iterate(self, frame: Frame, value: Any, node: ast.AST, consume: Any) -> None:
        """Feed the elements of a value to `consume` until it returns true."""
        iteration.iterate(self, frame, value, node, consume)

    def resume(self, frame: Frame, value: Any, node: ast.AST) -> Any:
        """Run a coroutine, or await a foreign awaitable."""
        return functions.resume(self, frame, value, node)

    def special(self, frame: Frame, value: Any, name: str, args: list[Any], node: ast.AST) -> Any:
        """Call a special method (`__len__`) where the value has one; None where it has none."""
        return protocols.special(self, frame, value, name, args, node)

    def import_module(self, frame: Frame | None, name: str, node: ast.AST | None) -> Any:
        """Import a module by its absolute name."""
        return imports.import_module(self, frame, name, node)

    def importable(self, body: list[ast.stmt]) -> bool:
        """Whether every import among these statements is known to work."""
        return imports.importable(self, body)

    def standing_for(self, frame: Frame, value: Any, node: ast.AST) -> Any:
        """The program's module that a library's object shows (`django.conf.settings`), else the value itself."""
        find = django.STAND_INS.get(value.name) if isinstance(value, External) else None
        return (find(self, frame, node) if find is not None else None) or value

    def restore(self, node: FunctionNode, module: ModuleValue) -> None:
        """Bring back the body of a function that was left out of its tree."""
        trees.restore(self, node, module)

    def fork_point(self, frame: Frame, node: ast.AST, name: str, by: Handle | None, args: list[Any],
                   first: Any = None) -> None:
        """The program forks here; `by` is the process, executor or context that does, `first` what children call."""
        forking.note(self, frame, node, name, by, args, first)

    def renew(self, frame: Frame, handle: Handle, node: ast.AST) -> None:
        """A worker throws away what an object of a library holds: `connection.connection = None`."""
        effects.throw_away(self, frame, handle, node)

    def in_child(self, frame: Frame, given: list[Any], node: ast.AST, first: Any = None) -> None:
        """A pool's children run a function, after what they call `first`."""
        forking.child(self, frame, given, node, first)

    def used_in_child(self, frame: Frame, resource: LiveResource | None, node: ast.AST) -> None:
        """A child uses something."""
        forking.use(self, frame, resource, node)

    def note_start_method(self, frame: Frame, name: str, value: Any) -> str:
        """The program chooses how its processes start; empty where they are copies."""
        return starting.note(self, frame, name, value)

    def display(self, path: str) -> str:
        """A path as reports show it."""
        return self.paths.shown(path)

    def gap(self, path: str, line: int, what: str) -> None:
        """Remember something that could not be looked at."""
        self.gaps.append(Gap(place_of(path, ast.Pass(lineno=line, col_offset=0)), what))

    def unknown_call(self, frame: Frame, node: ast.AST, what: str) -> None:
        """Count a call whose target nobody knows; it is taken for harmless."""
        self.unknown_count += 1
        self.risks += 1
        key = (frame.path, getattr(node, "lineno", 1), what)
        if key not in self.unresolved and len(self.unresolved) < 10_000:
            self.unresolved[key] = Gap(place_of(frame.path, node), what)

    def certainty(self) -> Confidence:
        """How sure it is that what runs now runs at all."""
        if self.exceptional:
            return Confidence.LOW
        return Confidence.MEDIUM if self.maybe else Confidence.HIGH
