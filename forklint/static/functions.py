"""Functions: definition, parameters, calls, generators and coroutines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from forklint.model.report import ExecutedFunction
from forklint.static.budget import DEPTH, LONG_QUIET_CALLS, QUIET_CALLS, RECURSION
from forklint.static.flow import NORMAL, Raised
from forklint.static.names import bind
from forklint.static.parameters import bind_parameters
from forklint.static.scope import Frame, place_of
from forklint.static.values import (
    UNKNOWN,
    Bound,
    ClassValue,
    FunctionNode,
    FunctionValue,
    Handle,
    Instance,
    Partial,
    Sequence,
    Suspended,
    Value,
    join,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def exec_def(it: Interpreter, frame: Frame, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Decorators and defaults run now; the body does not."""
    decorators = [it.eval(frame, decorator) for decorator in node.decorator_list]
    function = make(it, frame, node, f"{frame.prefix}.{node.name}")
    bind(it, frame, node.name, decorate(it, frame, decorators, node.decorator_list, function), node)
    return NORMAL


def decorate(it: Interpreter, frame: Frame, decorators: list[Any], nodes: list[ast.expr], value: Any) -> Any:
    """Apply decorators, innermost first. One that nobody knows is taken to return what it was given."""
    for decorator, node in zip(reversed(decorators), reversed(nodes), strict=True):
        result = it.call(frame, decorator, [value], {}, node)
        if isinstance(result, Value) and not it.models.opaque(result):
            value = result
    return value


def eval_lambda(it: Interpreter, frame: Frame, node: ast.Lambda) -> Any:
    """A lambda, named by its number in its scope."""
    return make(it, frame, node, f"{frame.prefix}.<lambda{_number(frame, node)}>")


def make(it: Interpreter, frame: Frame, node: FunctionNode, name: str) -> FunctionValue:
    """The function object of a definition."""
    function = FunctionValue(node, name, frame, frame.module)
    function.defaults = [it.eval(frame, default) for default in node.args.defaults]
    function.kw_defaults = [None if d is None else it.eval(frame, d) for d in node.args.kw_defaults]
    function.owner = frame.owner if frame.kind == "class" else None
    return function


def kind_of(function: FunctionValue) -> str:
    """`function`, `generator` or `coroutine`; kept on the tree, because looking for `yield` reads the whole body."""
    node = function.node
    if isinstance(node, ast.Lambda):
        return "function"
    known: str | None = getattr(node, "forklint_kind", None)
    if known is None:
        plain = "coroutine" if isinstance(node, ast.AsyncFunctionDef) else "function"
        known = "generator" if function.module.yields and yields(node.body) else plain
        node.forklint_kind = known  # type: ignore[union-attr]
    return known


def yields(body: list[Any]) -> bool:
    """Whether a body yields, not counting functions, classes and lambdas inside it."""
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            stack.extend(ast.iter_child_nodes(node))
    return False


def _number(frame: Frame, node: ast.Lambda) -> int:
    """A lambda's number among those of its scope, in the order of the source; kept on the tree."""
    known: int | None = getattr(node, "forklint_number", None)
    if known is None:
        for number, one in enumerate(_lambdas(_owner_body(frame)), 1):
            one.forklint_number = number  # type: ignore[attr-defined]
        known = getattr(node, "forklint_number", 1)
    return known


def _owner_body(frame: Frame) -> list[Any]:
    if frame.kind == "class" and frame.owner is not None and frame.owner.node is not None:
        return frame.owner.node.body
    if frame.function is not None:
        body = frame.function.node.body
        return body if isinstance(body, list) else [body]
    return frame.module.body


def _lambdas(nodes: list[Any]) -> Iterator[ast.Lambda]:
    """The lambdas of one scope; those of functions and classes inside belong there."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _lambdas([*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)])
        elif isinstance(node, ast.ClassDef):
            yield from _lambdas([*node.decorator_list, *node.bases, *node.keywords])
        elif isinstance(node, ast.Lambda):
            yield node
            yield from _lambdas([*node.args.defaults, *filter(None, node.args.kw_defaults)])
        else:
            yield from _lambdas(list(ast.iter_child_nodes(node)))


def call_function(it: Interpreter, frame: Frame, function: FunctionValue, args: list[Any], kwargs: dict[str, Any],
                  node: ast.AST) -> Any:
    """Call a function of the program."""
    calls = function.calls
    if calls > QUIET_CALLS and not function.events and (calls > LONG_QUIET_CALLS or not any(map(_telling, args))):
        _copy_state(function, args)
        return function.result
    if it.depth >= DEPTH or it.active.get(function.node, 0) >= RECURSION:
        return UNKNOWN
    short = function.name.removeprefix(f"{function.module.name}.")
    inner = Frame("function", function.scope, function.name, function.module, frame, node, f"calls {short}()", it.maybe)
    inner.function, inner.owner = function, function.owner
    inner.self_value = args[0] if args else None
    bind_parameters(function, args, kwargs, inner.vars)
    it.restore(function.node, function.module)
    if kind_of(function) != "function":
        return Suspended(function, inner)
    function.calls += 1
    before = it.events
    function.result = run(it, function, inner)
    function.events += it.events - before
    return function.result


def _telling(value: Any) -> bool:
    """An argument that may make the next call do something else than the last ones."""
    if isinstance(value, Instance):
        return value.handle is not None
    return isinstance(value, FunctionValue | Bound | Partial | Handle | ClassValue)


def _copy_state(function: FunctionValue, args: list[Any]) -> None:
    """A constructor that is not executed any more leaves what it left the last time."""
    receiver = args[0] if args else None
    if isinstance(receiver, Instance) and not receiver.attributes:
        template = function.attributes.get("(receiver)")
        if isinstance(template, Instance):
            receiver.attributes = dict(template.attributes)


def run(it: Interpreter, function: FunctionValue, inner: Frame) -> Any:
    """Execute a body in its prepared frame; the join of what it returns."""
    node = function.node
    if node not in it.executed and it.phase == "load":
        it.executed[node] = ExecutedFunction(function.name, place_of(inner.path, node))
    it.depth += 1
    it.steps += 1
    it.active[node] = it.active.get(node, 0) + 1
    try:
        return _execute(it, node, inner)
    except Raised as raised:
        if it.try_depth == 0 and not raised.leaves:
            return UNKNOWN
        raise
    finally:
        it.depth -= 1
        it.active[node] -= 1
        it.maybe -= inner.debt
        it.guard -= inner.guard_debt
        function.attributes["(receiver)"] = inner.self_value


def _execute(it: Interpreter, node: FunctionNode, inner: Frame) -> Any:
    if isinstance(node, ast.Lambda):
        return it.eval(inner, node.body)
    flow = it.block(inner, node.body)
    if flow == NORMAL:
        inner.returns.append(None)
    if not inner.returns:
        return UNKNOWN
    result = inner.returns[0]
    for value in inner.returns[1:]:
        result = join(result, value)
    return result


def resume(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> Any:
    """`await value`, or what an event loop does with a coroutine."""
    if isinstance(value, Suspended):
        if value.done or kind_of(value.function) == "generator":
            return UNKNOWN
        value.done = True
        value.frame.caller, value.frame.site = frame, node
        it.coroutines += 1
        try:
            return run(it, value.function, value.frame)
        finally:
            it.coroutines -= 1
    if isinstance(value, Sequence):
        for one in value.items:
            resume(it, frame, one, node)
        return value
    result = it.special(frame, value, "__await__", [], node)
    if isinstance(result, Suspended):
        it.iterate(frame, result, node, lambda element: False)
        return result.function.result
    return value if result is None else result


EXPRESSIONS: dict[type, Any] = {ast.Lambda: eval_lambda}
STATEMENTS: dict[type, Any] = {ast.FunctionDef: exec_def, ast.AsyncFunctionDef: exec_def}
