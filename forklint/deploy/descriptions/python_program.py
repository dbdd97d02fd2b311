"""Programs in Python that start a server as a process of its own: `subprocess.run(["gunicorn", "--preload", …])`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from forklint.deploy.descriptions.argument import Argument
from forklint.deploy.descriptions.found import Description, Findings, scope_in
from forklint.deploy.descriptions.places import Mapped
from forklint.model.place import Place

_CALLS = {"run": 0, "Popen": 0, "call": 0, "check_call": 0, "check_output": 0, "system": 0, "execv": 1, "execvp": 1,
          "execve": 1, "execvpe": 1, "spawnv": 2, "spawnvp": 2}
"""Functions that start a program -> the position of its command line."""
_SPREAD = frozenset({"execl", "execlp", "create_subprocess_exec"})
"""Those whose arguments are the words."""
_GROWS = frozenset({"append", "extend"})
_DEEPEST = 8
"""Names and parts of a path that are looked through."""
_SHORT = 40
"""Characters of an expression that a report shows."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What a file binds its names to."""

    lists: dict[str, list[Argument]] = field(default_factory=dict)
    values: dict[str, ast.expr] = field(default_factory=dict)


def read(source: Description, findings: Findings) -> None:
    """Each call whose words stand in the file; a file that is no Python is the analyzer's to tell."""
    try:
        tree = ast.parse(source.text)
    except (SyntaxError, ValueError):
        return
    names = _names(tree)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and (command := _command(call)) is not None:
            _follow(source, findings, call, command, names)


def _command(call: ast.Call) -> ast.expr | None:
    """Where the words of the program stand that a call starts."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in _SPREAD:
        words = call.args[name.startswith("execl"):]
        return ast.copy_location(ast.List(words, ast.Load()), call) if words else None
    position = _CALLS.get(name, len(call.args))
    return call.args[position] if position < len(call.args) else None


def _follow(source: Description, findings: Findings, call: ast.Call, command: ast.expr, names: _Names) -> None:
    given = next((one.value for one in call.keywords if one.arg == "cwd"), None)
    folder = _end(given, names) if given is not None else ""
    scope = scope_in(Mapped(findings.tree).folder(folder) if folder else "", {})
    if isinstance(command, ast.Constant) and isinstance(command.value, str):
        findings.follow_text(source, command.value, command.lineno, scope)
    elif words := _words(command, names):
        findings.shell().words(words, Place(findings.tree.path(source.path), call.lineno), scope)


def _names(tree: ast.Module) -> _Names:
    """Names with what they are given last, lists with what is added to them; under a condition perhaps."""
    found = _Names()
    for statement, sure in _statements(tree.body, sure=True):
        name, added = _added(statement)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and name and added is not None:
            found.lists[name], found.values[name] = _words(added, found), added
        elif name in found.lists and added is not None:
            more = _words(added, found)
            found.lists[name] += more if sure else [Argument(one.text, known=False) for one in more]
    return found


def _statements(body: list[ast.stmt], sure: bool) -> Iterator[tuple[ast.stmt, bool]]:
    """Statements in their order, and whether no condition stands around them."""
    for statement in body:
        yield statement, sure
        inside = sure and not isinstance(statement, ast.If | ast.For | ast.While | ast.Try)
        for part in ("body", "orelse", "finalbody"):
            yield from _statements(getattr(statement, part, []), inside)


def _added(statement: ast.stmt) -> tuple[str, ast.expr | None]:
    """The name and the words of `name = […]`, `name += […]`, `name.append(word)` and `name.extend([…])`."""
    if isinstance(statement, ast.Assign):
        return getattr(statement.targets[0], "id", ""), statement.value
    if isinstance(statement, ast.AnnAssign | ast.AugAssign):
        return getattr(statement.target, "id", ""), statement.value
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _GROWS and call.args:
        one = call.args[0] if call.func.attr == "extend" else ast.List([call.args[0]], ast.Load())
        return getattr(call.func.value, "id", ""), one
    return "", None


def _words(node: ast.expr, names: _Names) -> list[Argument]:
    """The words of a list; what is not written out is unknown, but there."""
    if isinstance(node, ast.Name):
        return list(names.lists.get(node.id, ()))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _words(node.left, names) + _words(node.right, names)
    if not isinstance(node, ast.List | ast.Tuple):
        return []
    words: list[Argument] = []
    for one in node.elts:
        inner = _words(one.value, names) if isinstance(one, ast.Starred) else [_word(one, names)]
        words += inner or [_unknown(one)]
    return words


def _word(node: ast.expr, names: _Names) -> Argument:
    if ast.unparse(node) == "sys.executable":
        return Argument("python")
    end = _end(node, names)
    return Argument(end) if end else _unknown(node)


def _unknown(node: ast.expr) -> Argument:
    """Written as a shell's variable is: `${port}`, `${*options}`."""
    text = ast.unparse(node)
    return Argument(f"${{{text}}}" if len(text) <= _SHORT and "}" not in text else "${*…}", known=False)


def _end(node: ast.expr, names: _Names, depth: int = 0) -> str:
    """A text, or what is known of the end of a path: `conf/gunicorn.py` of `str(HERE / "conf" / "gunicorn.py")`."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if depth > _DEEPEST:
        return ""
    if isinstance(node, ast.Name) and node.id in names.values:
        return _end(names.values[node.id], names, depth + 1)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return _joined([node.left, node.right], names, depth)
    if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("str", "join"):
        return _joined(node.args, names, depth)
    return ""


def _joined(parts: list[ast.expr], names: _Names, depth: int) -> str:
    ends = [_end(part, names, depth + 1) for part in parts]
    return "/".join(filter(None, ends)) if ends and ends[-1] else ""
