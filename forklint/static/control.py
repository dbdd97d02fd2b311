"""Control flow: conditions, loops, exceptions, match, return."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from forklint.static.budget import LOOPS
from forklint.static.flow import BREAK, CONTINUE, NORMAL, RAISE, RETURN, Raised, Stop
from forklint.static.names import bind
from forklint.static.patterns import matches
from forklint.static.truth import truth
from forklint.static.values import UNKNOWN, External, PidTest, Sequence, each, join

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

Arm = Callable[[], int]


def branch(it: Interpreter, frame: Frame, arms: list[Arm], guard: bool = False) -> int:
    """Execute arms of which nobody knows which one runs, each from the same start, and join what they leave."""
    before, ends = frame.vars, []
    for arm in arms:
        frame.vars = dict(before)
        it.maybe += 1
        it.guard += guard
        try:
            flow = arm()
        except Raised:
            flow = RAISE
        finally:
            it.maybe -= 1
            it.guard -= guard
        ends.append((flow, frame.vars))
    return _merge(it, frame, ends, guard)


def _merge(it: Interpreter, frame: Frame, ends: list[tuple[int, dict[str, Any]]], guard: bool) -> int:
    going = [scope for flow, scope in ends if flow == NORMAL]
    left = going or [scope for _, scope in ends]
    if frame.kind == "module":
        frame.perhaps.update(name for scope in left for name in scope if any(name not in other for other in left))
    frame.vars = _joined(left)
    if not going:
        flows = [flow for flow, _ in ends if flow != RAISE]
        if not flows:
            raise Raised(UNKNOWN)
        return flows[0]
    if any(flow == RETURN for flow, _ in ends):
        frame.debt += 1
        it.maybe += 1
        if guard:
            frame.guard_debt += 1
            it.guard += 1
    return NORMAL


def _joined(scopes: list[dict[str, Any]]) -> dict[str, Any]:
    first = scopes[0]
    for other in scopes[1:]:
        for name, value in other.items():
            if name not in first:
                first[name] = value
            elif first[name] is not value and name != "*":
                first[name] = join(first[name], value)
    return first


def exec_if(it: Interpreter, frame: Frame, node: ast.If) -> int:
    value = it.eval(frame, node.test)
    decided = truth(it, frame, value, node.test)
    if decided is not None:
        return it.block(frame, node.body if decided else node.orelse)
    arms: list[Arm] = [lambda: it.block(frame, node.body), lambda: it.block(frame, node.orelse)]
    return branch(it, frame, arms, guard=isinstance(value, PidTest))


def exec_for(it: Interpreter, frame: Frame, node: ast.For | ast.AsyncFor) -> int:
    """Known elements are visited one by one; an unknown sequence is taken to have an element."""
    outcome = [NORMAL]

    def visit(value: Any) -> bool:
        it.assign(frame, node.target, value)
        outcome[0] = it.block(frame, node.body)
        return outcome[0] in (BREAK, RETURN, RAISE)

    iterable = it.eval(frame, node.iter)
    certain = not isinstance(iterable, External) and not (isinstance(iterable, Sequence) and not iterable.items)
    try:
        it.iterate(frame, iterable, node.iter, visit)
    except Raised as raised:
        if certain or raised.leaves:
            raise
    if outcome[0] in (RETURN, RAISE):
        return outcome[0] if certain else _perhaps_left(it, frame)
    return it.block(frame, node.orelse) if outcome[0] != BREAK and node.orelse else NORMAL


def exec_while(it: Interpreter, frame: Frame, node: ast.While) -> int:
    for _ in range(LOOPS):
        decided = truth(it, frame, it.eval(frame, node.test), node.test)
        if decided is False:
            return it.block(frame, node.orelse)
        try:
            flow = it.block(frame, node.body)
        except Raised as raised:
            if decided or raised.leaves:
                raise
            return NORMAL
        if flow in (RETURN, RAISE):
            return flow if decided else _perhaps_left(it, frame)
        if flow == BREAK:
            return NORMAL
        if decided is None:
            return it.block(frame, node.orelse)
    return NORMAL


def _perhaps_left(it: Interpreter, frame: Frame) -> int:
    """A loop that may have no round left the function: what follows runs perhaps."""
    frame.debt += 1
    it.maybe += 1
    return NORMAL


def exec_return(it: Interpreter, frame: Frame, node: ast.Return) -> int:
    frame.returns.append(it.eval(frame, node.value) if node.value else None)
    return RETURN


def exec_raise(it: Interpreter, frame: Frame, node: ast.Raise) -> int:
    value = it.eval(frame, node.exc) if node.exc else UNKNOWN
    if node.cause:
        it.eval(frame, node.cause)
    if node.exc is not None and not isinstance(node.exc, ast.Call):
        value = _made(it, frame, value, node)
    raise Raised(value)


def _made(it: Interpreter, frame: Frame, value: Any, node: ast.AST) -> Any:
    from forklint.static.values import ClassValue

    return it.call(frame, value, [], {}, node) if isinstance(value, ClassValue) else value


def exec_try(it: Interpreter, frame: Frame, node: ast.Try) -> int:
    """The body is taken to succeed; handlers run as what might happen, unless the body surely raises."""
    try:
        return _finally(it, frame, node, _body(it, frame, node))
    except (Raised, Stop):
        if node.finalbody:
            it.block(frame, node.finalbody)
        raise


def _finally(it: Interpreter, frame: Frame, node: ast.Try, flow: int) -> int:
    return (it.block(frame, node.finalbody) if node.finalbody else NORMAL) or flow


def _body(it: Interpreter, frame: Frame, node: ast.Try) -> int:
    catching, risks = bool(node.handlers), it.risks
    it.try_depth += catching
    frame.tries += catching
    try:
        flow = it.block(frame, node.body)
    except Raised as raised:
        it.try_depth -= catching
        frame.tries -= catching
        return _handle(it, frame, node, raised)
    except BaseException:
        it.try_depth -= catching
        frame.tries -= catching
        raise
    it.try_depth -= catching
    frame.tries -= catching
    if flow == NORMAL and node.orelse:
        flow = it.block(frame, node.orelse)
    handlers = [handler for handler in node.handlers if not _only_imports(it, node, handler)]
    if handlers and it.risks > risks:
        _perhaps(it, frame, handlers)
    return flow


def _perhaps(it: Interpreter, frame: Frame, handlers: list[ast.ExceptHandler]) -> None:
    """What handlers would do; where they leave is of no interest, since the body is taken to succeed."""
    it.exceptional += 1
    returns = list(frame.returns)
    debt = (frame.debt, frame.guard_debt, it.maybe, it.guard)
    try:
        arms: list[Arm] = [lambda: NORMAL, *(_arm(it, frame, handler) for handler in handlers)]
        branch(it, frame, arms)
    finally:
        it.exceptional -= 1
        frame.returns = returns
        frame.debt, frame.guard_debt, it.maybe, it.guard = debt


def _arm(it: Interpreter, frame: Frame, handler: ast.ExceptHandler) -> Arm:
    def run() -> int:
        if handler.type is not None:
            it.eval(frame, handler.type)
        if handler.name:
            bind(it, frame, handler.name, UNKNOWN, handler)
        return it.block(frame, handler.body)

    return run


def _handle(it: Interpreter, frame: Frame, node: ast.Try, raised: Raised) -> int:
    """The first handler that may catch what was raised."""
    for handler in node.handlers:
        caught = True if handler.type is None else it.models.catches(it, it.eval(frame, handler.type), raised.value)
        if caught is False or (raised.leaves and handler.type is not None and caught is not True):
            continue
        if handler.name:
            bind(it, frame, handler.name, raised.value, handler)
        return it.block(frame, handler.body)
    raise raised


def _only_imports(it: Interpreter, node: ast.Try, handler: ast.ExceptHandler) -> bool:
    """`except ImportError` around imports that are known to work."""
    types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {getattr(one, "id", getattr(one, "attr", "")) for one in types if one is not None}
    return bool(names) and names <= {"ImportError", "ModuleNotFoundError"} and it.importable(node.body)


def exec_match(it: Interpreter, frame: Frame, node: ast.Match) -> int:
    subject = it.eval(frame, node.subject)
    arms: list[Arm] = []
    for case in node.cases:
        verdict = matches(it, frame, case.pattern, subject)
        if verdict is True and case.guard is not None:
            verdict = truth(it, frame, it.eval(frame, case.guard), case.guard)
        if verdict is False:
            continue
        if verdict is True and not arms:
            return it.block(frame, case.body)
        arms.append(_case(it, frame, case))
        if verdict is True:
            return branch(it, frame, arms)
    return branch(it, frame, [*arms, lambda: NORMAL]) if arms else NORMAL


def _case(it: Interpreter, frame: Frame, case: ast.match_case) -> Arm:
    return lambda: it.block(frame, case.body)


def exec_assert(it: Interpreter, frame: Frame, node: ast.Assert) -> int:
    it.eval(frame, node.test)
    return NORMAL


def exec_global(it: Interpreter, frame: Frame, node: ast.Global) -> int:
    if frame.kind != "module":
        frame.globals = (frame.globals or set()) | set(node.names)
    return NORMAL


def exec_nonlocal(it: Interpreter, frame: Frame, node: ast.Nonlocal) -> int:
    frame.nonlocals = (frame.nonlocals or set()) | set(node.names)
    return NORMAL


def exec_alias(it: Interpreter, frame: Frame, node: Any) -> int:
    bind(it, frame, node.name.id, External(""), node)
    return NORMAL


TABLE: dict[type, Any] = {
    ast.If: exec_if, ast.For: exec_for, ast.AsyncFor: exec_for, ast.While: exec_while, ast.Return: exec_return,
    ast.Raise: exec_raise, ast.Try: exec_try, ast.Match: exec_match, ast.Assert: exec_assert,
    ast.Global: exec_global, ast.Nonlocal: exec_nonlocal, ast.Pass: lambda it, frame, node: NORMAL,
    ast.Break: lambda it, frame, node: BREAK, ast.Continue: lambda it, frame, node: CONTINUE,
}
if hasattr(ast, "TryStar"):
    TABLE[ast.TryStar] = exec_try
if hasattr(ast, "TypeAlias"):
    TABLE[ast.TypeAlias] = exec_alias

__all__ = ["TABLE", "branch", "each"]
