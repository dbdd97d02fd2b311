"""What in a folder no master loads: tests, environments, migrations, build output. `docs/targets.md` lists it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from forklint.errors import ConfigurationError

ALWAYS = frozenset({"__pycache__", "node_modules", "site-packages", "dist-packages", "LC_MESSAGES"})
TESTS = frozenset({"test", "testing", "tests"})
UNLESS_PACKAGE = frozenset({"build", "dist", "doc", "docs"})
"""Left out only where they are no packages: an application may well call a package `docs`."""
SCRIPTS = frozenset({"fabfile.py", "noxfile.py"})
"""Files of tools that run them by themselves."""

_DESCRIBES = re.compile(
    r"(?:.*\.(?:ya?ml|sh|bash|conf|ini|cfg|service|supervisord?|dockerfile|j2|jinja2?|jnj|tmpl|tpl|template)"
    r"|(?:.*[-.])?(?:docker|container)file(?:[-.].*)?|procfile(?:[-.].*)?|[^.]+)",
    re.IGNORECASE,
)
"""Names of files that may say how an application is served; one without a suffix may be a script."""

Excluded = Callable[[str, bool], bool]
"""Whether a path (relative, forward slashes) is left out; the second argument is true for folders."""


def nothing(path: str, folder: bool) -> bool:
    """No pattern given: nothing more is left out."""
    return False


def patterns(lines: Collection[str]) -> Excluded:
    """Patterns as in a `.gitignore` file. Raises ConfigurationError for one that is none."""
    if not lines:
        return nothing
    from pathspec import GitIgnoreSpec  # costs as much as a whole cached run

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise ConfigurationError(f"a pattern is none as in .gitignore: {error}", "Correct it, or remove it.") from error
    return lambda path, folder: spec.match_file(f"{path}/" if folder else path)


def name_left_out(name: str) -> bool:
    """Whether a folder's name alone says so: it is not even opened."""
    return name.startswith(".") or name in ALWAYS


def may_describe(name: str) -> bool:
    """Whether a file may say how the application is served, by its name."""
    return _DESCRIBES.fullmatch(name) is not None


def folder_left_out(name: str, inside: Collection[str], beside: Collection[str], tests: bool) -> bool:
    """Whether a folder holds nothing that a master loads.

    `inside` are the names in it, `beside` the names in its parent; `tests` is true where the person asked for tests.
    """
    if "pyvenv.cfg" in inside:
        return True
    if name in TESTS:
        return not tests
    if name in UNLESS_PACKAGE:
        return "__init__.py" not in inside
    return _holds_migrations(name, inside, beside)


def file_left_out(name: str, beside: Collection[str], tests: bool) -> bool:
    """Whether a Python file is one that no master loads; `beside` are the names in its folder."""
    if name in SCRIPTS or name.startswith("."):
        return True
    if name == "setup.py":
        return "__init__.py" not in beside
    return not tests and is_test(name)


def is_test(name: str) -> bool:
    """Whether a file name is one that pytest and unittest collect."""
    return name == "conftest.py" or name.startswith("test_") or name.endswith("_test.py")


def _holds_migrations(name: str, inside: Collection[str], beside: Collection[str]) -> bool:
    """Django's and Alembic's scripts: a command runs them, no server."""
    if name == "migrations":
        return True
    return ("env.py" in inside and ("script.py.mako" in inside or name == "alembic")) or (
        name == "versions" and "env.py" in beside
    )
