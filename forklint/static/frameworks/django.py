"""Django: `django.setup()` loads the settings, their LOGGING, the installed applications, and runs `ready()`."""

from __future__ import annotations

import ast
import os
from glob import escape, glob
from typing import TYPE_CHECKING, Any

from forklint.model.resource import State
from forklint.static import effects
from forklint.static.attributes import external_base
from forklint.static.models.logs import configure, dotted
from forklint.static.source import read_source
from forklint.static.values import (
    UNKNOWN,
    ClassValue,
    Defaulted,
    External,
    Instance,
    Mapping,
    ModuleValue,
    Sequence,
    each,
)

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

_VARIABLE = "DJANGO_SETTINGS_MODULE"
_CONFIGS = {"django.apps.AppConfig", "django.apps.config.AppConfig"}


def settings(it: Interpreter) -> ModuleValue | None:
    """The settings module, where load time says which it is, else a module that looks like one."""
    value = it.environment.get(_VARIABLE)
    name = value.value if isinstance(value, Defaulted) else value
    named = it.modules.get(name) if isinstance(name, str) else None
    if isinstance(named, ModuleValue):
        return named
    modules = [one for one in it.modules.values() if isinstance(one, ModuleValue)]
    looks = [one for one in modules if {"DATABASES", "INSTALLED_APPS"} & one.scope.vars.keys()]
    return looks[0] if looks else None


def setup(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`django.setup()`: once per process."""
    if "django" in it.frameworks:
        return None
    it.frameworks.add("django")
    value = it.environment.get(_VARIABLE)
    name = value.value if isinstance(value, Defaulted) else value
    if isinstance(name, str):
        it.import_module(frame, name, node)
    module = settings(it)
    if module is None:
        return None
    configure(it, frame, module.scope.vars.get("LOGGING"), node)
    _populate(it, frame, _strings(module.scope.vars.get("INSTALLED_APPS")), node)
    return None


def application(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`get_wsgi_application()`: setup, then every middleware is constructed. URLs are loaded by the first request."""
    setup(it, frame, args, kwargs, node)
    module = settings(it)
    for name in _strings(module.scope.vars.get("MIDDLEWARE")) if module else []:
        if it.finder.find(name.partition(".")[0]):
            it.call(frame, dotted(it, frame, name, node), [UNKNOWN], {}, node)
    return External("django.core.handlers.wsgi.WSGIHandler()")


def _strings(value: Any) -> list[str]:
    found: list[str] = []
    for one in each(value):
        if isinstance(one, Sequence):
            found += [item for item in one.items if isinstance(item, str)]
    return found


def _populate(it: Interpreter, frame: Frame, apps: list[str], node: ast.AST) -> None:
    """As Django does: every configuration, then all models, then every `ready()`."""
    own = [name for name in apps if it.finder.find(name.partition(".")[0])]
    configs = [config for name in own if (config := _config(it, frame, name, node)) is not None]
    for name in own:
        package = name.partition(".apps.")[0]
        if it.finder.find(f"{package}.models"):
            it.import_module(frame, f"{package}.models", node)
    for config in configs:
        it.ready.add(config.name)
        it.call(frame, it.get(frame, Instance(config, it.maybe), "ready", node), [], {}, node)


def _config(it: Interpreter, frame: Frame, name: str, node: ast.AST) -> ClassValue | None:
    """The configuration class of an application: named, or the one of its `apps` module."""
    if not it.finder.find(name):
        found = dotted(it, frame, name, node)
        return found if isinstance(found, ClassValue) else None
    it.import_module(frame, name, node)
    if not it.finder.find(f"{name}.apps"):
        return None
    module = it.import_module(frame, f"{name}.apps", node)
    classes = [one for one in module.scope.vars.values() if isinstance(one, ClassValue) and _is_config(one)]
    return classes[0] if len(classes) == 1 else next((c for c in classes if c.namespace.get("default") is True), None)


def _is_config(cls: ClassValue) -> bool:
    base = external_base(cls)
    return isinstance(base, External) and base.name in _CONFIGS


def finish(it: Interpreter) -> None:
    """What the settings say of connections that load time opened."""
    module = settings(it)
    databases = it.process_wide.get("django.db.connections")
    opened = databases.live if databases is not None else None
    if module is not None and opened is not None and _pooled(module.scope.vars.get("DATABASES")):
        _fill_pool(it, opened.frame, opened.node, opened.what)
    caches = it.process_wide.get("django.core.cache.caches")
    if caches is not None and caches.state is State.LIVE and module is not None:
        caches.harmless = not _shares_socket(module.scope.vars.get("CACHES"))


def _fill_pool(it: Interpreter, frame: Frame, node: ast.AST, what: str) -> None:
    effects.use(it, frame, "django.db.pool", node, f"{what}, which fills the pool")


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
    "django.setup": setup, "django.core.wsgi.get_wsgi_application": application,
    "django.core.asgi.get_asgi_application": application, "configurations.wsgi.get_wsgi_application": application,
    "split_settings.tools.include": split_settings,
    "split_settings.tools.optional": lambda it, frame, args, kwargs, node: args[0] if args else None,
    "channels.routing.get_default_application": application,
}
