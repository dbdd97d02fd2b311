"""What a script looks like: statements that a module which a server loads has no use for."""

from __future__ import annotations

import ast

from forklint.static.source import Source

_SCRIPT_IMPORTS = frozenset({"argparse", "optparse", "click", "fire", "typer", "docopt"})
"""Libraries that read a command line."""
_WORDS = (b"while ", b"__name__", b"sys.", *(name.encode() for name in sorted(_SCRIPT_IMPORTS)))
"""Without any of these words in its text a module is no script."""


def script_like(source: Source) -> bool:
    """Whether a module has statements that only a script needs."""
    if source.tree is None or not any(map(source.text.__contains__, _WORDS)):
        return False
    return any(map(like_a_script, source.tree.body))


def like_a_script(statement: ast.stmt) -> bool:
    """Whether a top-level statement asks for arguments, waits in a loop, leaves, or guards a main part."""
    if isinstance(statement, ast.Import):
        return any(alias.name.partition(".")[0] in _SCRIPT_IMPORTS for alias in statement.names)
    if isinstance(statement, ast.ImportFrom):
        return (statement.module or "").partition(".")[0] in _SCRIPT_IMPORTS
    if isinstance(statement, ast.If):
        return "__name__" in {node.id for node in ast.walk(statement.test) if isinstance(node, ast.Name)}
    if isinstance(statement, ast.While):
        return True
    return isinstance(statement, ast.Expr | ast.Assign | ast.With) and _talks_to_a_shell(statement)


def _talks_to_a_shell(statement: ast.stmt) -> bool:
    """`main(sys.argv)`, `sys.exit(main())`."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute) and node.attr in ("argv", "exit") and getattr(node.value, "id", "") == "sys":
            return True
    return False
