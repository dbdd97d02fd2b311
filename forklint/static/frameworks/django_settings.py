"""Django's settings: which module they are, and what they say of connections that load time opened."""

from __future__ import annotations

import ast
import os
from glob import escape, glob
from typing import TYPE_CHECKING, Any

from forklint.model.resource import State
from forklint.static import effects
from forklint.static.source import read_source
from forklint.static.values import Defaulted, External, Mapping, ModuleValue

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_VARIABLE = "DJANGO_SETTINGS_MODULE"
_OF_DEVELOPMENT = "DEBUG"
"""Whatever the file says of it, production says otherwise."""


def settings(it: Interpreter, frame: Frame, node: ast.AST) -> ModuleValue | None:
    """The settings module, which the first look at `django.conf.settings` imports."""
    name = _named(it)
    if not name or not it.finder.find(name):
        return None
    module = it.import_module(frame, name, node)
    if not isinstance(module, ModuleValue):
        return None
    module.scope.perhaps.add(_OF_DEVELOPMENT)
    return module


def _named(it: Interpreter) -> str:
    """Its name: from the environment that load time sets, else from `manage.py`."""
    value = it.environment.get(_VARIABLE)
    name = value.value if isinstance(value, Defaulted) else value
    if isinstance(name, str):
        return name
    if it.managed_by is None:
        it.managed_by = next(filter(None, (_of_manage(it, root) for root in it.plan.roots)), "")
    return it.managed_by


def _of_manage(it: Interpreter, root: str) -> str:
    """What `manage.py` gives: `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")`."""
    path = os.path.join(root, "manage.py")
    if not os.path.isfile(path):
        it.finder.probed.add(path)
        return ""
    it.files.append(path)
    tree = read_source(path, it.sources).tree
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)] if tree is not None else []
    texts = [[getattr(one, "value", None) for one in call.args] for call in calls]
    return next((str(said[1]) for said in texts if len(said) == 2 and said[0] == _VARIABLE and said[1]), "")


def loaded(it: Interpreter) -> ModuleValue | None:
    """The settings module if it was loaded, else a module that looks like one."""
    named = it.modules.get(_named(it))
    if isinstance(named, ModuleValue):
        return named
    modules = [one for one in it.modules.values() if isinstance(one, ModuleValue)]
    looks = [one for one in modules if {"DATABASES", "INSTALLED_APPS"} & one.scope.vars.keys()]
    return looks[0] if looks else None


def finish(it: Interpreter) -> None:
    """What the settings say of connections that load time opened."""
    databases = it.process_wide.get("django.db.connections")
    caches = it.process_wide.get("django.core.cache.caches")
    module = loaded(it) if databases is not None or caches is not None else None
    opened = databases.live if databases is not None else None
    if module is not None and opened is not None and _pooled(module.scope.vars.get("DATABASES")):
        effects.use(it, opened.frame, "django.db.pool", opened.node, f"{opened.what}, which fills the pool")
    if caches is not None and caches.state is State.LIVE and module is not None:
        caches.harmless = not _shares_socket(module.scope.vars.get("CACHES"))


def _pooled(databases: Any) -> bool:
    """Whether a database has `"OPTIONS": {"pool": …}`."""
    for database in _entries(databases):
        options = database.items.get("OPTIONS")
        pool = options.items.get("pool") if isinstance(options, Mapping) else None
        if pool not in (None, False):
            return True
    return False


def _shares_socket(caches: Any) -> bool:
    """Without a setting the cache is in memory; of the usual backends only memcached's hold a socket."""
    backends = [str(one.items.get("BACKEND", "")) for one in _entries(caches)]
    return any("memcached" in one.lower() for one in backends) or isinstance(caches, External)


def _entries(value: Any) -> list[Mapping]:
    return [one for one in value.items.values() if isinstance(one, Mapping)] if isinstance(value, Mapping) else []


def split_settings(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`split_settings.tools.include("base.py", "components/*.py")`: files executed in the caller's module."""
    folder = os.path.dirname(frame.module.file)
    patterns = [str(getattr(one, "value", one)) for one in args if isinstance(one, str | Defaulted)]
    for path in [path for pattern in patterns for path in sorted(glob(os.path.join(escape(folder), pattern)))]:
        source = read_source(path, it.sources)
        if source.tree is not None and path not in it.files:
            it.files.append(path)
            it.block(frame, source.tree.body)
    return None


FUNCTIONS: dict[str, Any] = {
    "split_settings.tools.include": split_settings,
    "split_settings.tools.optional": lambda it, frame, args, kwargs, node: args[0] if args else None,
}
STAND_INS: dict[str, Any] = {"django.conf.settings": settings}
