"""What uWSGI's options make it load, and from where.

plugins/python/python_plugin.c and pyloader.c of 2.0.31.
"""

from __future__ import annotations

from forklint.deploy.invocation import Word
from forklint.deploy.servers.arguments import Arguments
from forklint.deploy.servers.entries import Named, joined, of_file, spelled
from forklint.deploy.servers.given import every, last, value
from forklint.deploy.servers.start import Start
from forklint.deploy.servers.uwsgi.options import is_configuration
from forklint.model.deployment import Option

_SCRIPTS = (".py", ".wsgi")
_ELSEWHERE = ("paste", "ini-paste", "ini-paste-logged", "pecan", "eval", "web3", "pump", "wsgi-lite", "pyrun", "python")


def application(start: Start, options: tuple[Option, ...], line: Arguments | None) -> Named:
    """Every application: of `module`, of `wsgi-file`, of each `mount`, of a word without an option."""
    attribute = value(options, "callable") or "application"
    words = line.rest if line else ()
    named = [_named(start, option, attribute) for option in _applications(options)]
    named += [_lazily(start, word, attribute) for word in words if not is_configuration(word.text)]
    elsewhere = tuple(
        start.gap(f"what {option.name} = {option.value} loads is not read", option.place)
        for option in options
        if option.name in _ELSEWHERE
    )
    return joined([*named, Named((), elsewhere)])


def _applications(options: tuple[Option, ...]) -> list[Option]:
    """The options that name an application; of `module` and of `wsgi-file` the last counts."""
    named = [option for name in ("module", "wsgi-file") if (option := last(options, name))]
    mounted = [
        Option("mount", option.value.partition("=")[2], option.place, option.known)
        for option in every(options, "mount")
        if "=" in option.value
    ]
    return [*named, *mounted]


def _named(start: Start, option: Option, attribute: str) -> Named:
    """`module` names a module whatever it looks like, `wsgi-file` a file; what is mounted looks like one of them."""
    word = Word(option.value, option.known)
    if option.name == "module":
        return spelled(start, word, attribute)
    is_file = option.name == "wsgi-file" or option.value.endswith(_SCRIPTS)
    return of_file(start, option.value, attribute) if is_file else spelled(start, word, attribute)


def _lazily(start: Start, word: Word, attribute: str) -> Named:
    """`shop.main:app` or `shop/wsgi.py:app`, by its looks (uwsgi_python_magic in plugins/python/python_plugin.c)."""
    module, _, name = word.text.partition(":")
    return of_file(start, module, name or attribute) if module.endswith(_SCRIPTS) else spelled(start, word, attribute)


def imported(start: Start, options: list[Option]) -> Named:
    """Modules, or files, that `import` and `shared-import` name."""
    named = [
        of_file(start, option.value, "") if "/" in option.value or option.value.endswith(".py")
        else spelled(start, Word(option.value, option.known), "")
        for option in options
    ]  # fmt: skip
    return joined(named)


def folders(start: Start, options: tuple[Option, ...]) -> tuple[str, ...]:
    """uWSGI puts each `pythonpath` first; the current folder, after `chdir`, is on the path too."""
    moved = start.moved(value(options, "chdir"))
    paths = [option.value for option in every(options, "pythonpath")]
    return start.imports(reversed(paths), moved)
