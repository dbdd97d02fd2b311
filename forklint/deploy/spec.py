"""The grammar of an entry spec, as gunicorn reads it: `module`, `module:name`, `module:factory(literals)`."""

from __future__ import annotations

import ast

from forklint.errors import UsageError
from forklint.model.deployment import Entry

GRAMMAR = "An entry is spelt `module:callable` or `module:factory()`; arguments of a factory must be literals."


def parse_spec(text: str) -> Entry:
    """Read one entry spec; without `:` it names the module alone.

    Raises UsageError where it does not follow gunicorn's grammar
    (https://gunicorn.org/run/: WSGI_APP is `$(MODULE_NAME):$(VARIABLE_NAME)`).
    """
    module, colon, attribute = (part.strip() for part in text.partition(":"))
    if not is_dotted(module):
        raise UsageError(f"{text!r} names no module: {module!r} is no dotted name", _hint(module, attribute))
    if not colon:
        return Entry(module)
    try:
        expression = ast.parse(attribute, mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"{text!r}: {attribute!r} is neither a name nor a call", GRAMMAR) from error
    return _entry(text, module, attribute, expression)


def is_dotted(name: str) -> bool:
    """Whether a text can be the name of a module (`my-app.wsgi` can: a server imports it by its text)."""
    return all(part and not set(part) & set("/\\ ()'\"") for part in name.split("."))


def _entry(text: str, module: str, attribute: str, expression: ast.expr) -> Entry:
    if isinstance(expression, ast.Name):
        return Entry(module, expression.id)
    if not (isinstance(expression, ast.Call) and isinstance(expression.func, ast.Name)):
        raise UsageError(f"{text!r}: {attribute!r} is neither a name nor a call of a name", GRAMMAR)
    arguments = [*expression.args, *(keyword.value for keyword in expression.keywords)]
    if not all(map(_is_literal, arguments)) or any(keyword.arg is None for keyword in expression.keywords):
        raise UsageError(f"{text!r}: the arguments of the factory are no literals", GRAMMAR)
    inside = attribute.partition("(")[2].rstrip().removesuffix(")").strip()
    return Entry(module, expression.func.id, calls=True, arguments=inside)


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError):
        return False
    return True


def _hint(module: str, attribute: str) -> str:
    """A file before the colon is the usual slip: say the dotted name."""
    dotted = module.removesuffix(".py").strip("./\\").replace("/", ".").replace("\\", ".").removesuffix(".__init__")
    return f"Did you mean `{dotted}:{attribute or 'app'}`?" if dotted and is_dotted(dotted) else GRAMMAR
