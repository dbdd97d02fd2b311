"""Django: `django.setup()` loads the settings, their LOGGING, the installed applications, and runs `ready()`."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forklint.static.attributes import class_attribute, external_base
from forklint.static.frameworks import django_settings
from forklint.static.frameworks.django_settings import finish, settings
from forklint.static.models.logs import configure, dotted
from forklint.static.values import UNKNOWN, ClassValue, External, Instance, ModuleValue, Sequence, each

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter
    from forklint.static.scope import Frame

APPS = "django.apps"
"""Set up as a framework where all installed applications are known and were loaded."""
_CONFIGS = {"django.apps.AppConfig", "django.apps.config.AppConfig"}
_ADMINS = {"django.contrib.admin", "django.contrib.admin.apps.AdminConfig"}


@dataclass(frozen=True, slots=True)
class _Installed:
    """One of the program's own applications."""

    package: str
    config: ClassValue | None


def setup(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`django.setup()`: once per process."""
    if "django" in it.frameworks:
        return None
    it.frameworks.add("django")
    module = settings(it, frame, node) or django_settings.loaded(it)
    if module is None:
        return None
    if module.scope.vars.get("LOGGING_CONFIG", "") is not None:
        _configure_logging(it, frame, module, node)
    apps = module.scope.vars.get("INSTALLED_APPS")
    _populate(it, frame, _strings(apps), node)
    if isinstance(apps, Sequence) and apps.rest is None and all(isinstance(one, str) for one in apps.items):
        it.frameworks.add(APPS)
    return None


def _configure_logging(it: Interpreter, frame: Frame, module: ModuleValue, node: ast.AST) -> None:
    """Its handlers are found where the settings say them."""
    place = module.scope.places.get("LOGGING")
    if isinstance(place, ast.Name):
        configure(it, module.scope, module.scope.vars.get("LOGGING"), place)
    else:
        configure(it, frame, module.scope.vars.get("LOGGING"), node)


def application(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`get_wsgi_application()`: setup, then every middleware is constructed. URLs are loaded by the first request."""
    setup(it, frame, args, kwargs, node)
    module = django_settings.loaded(it)
    for name in _strings(module.scope.vars.get("MIDDLEWARE")) if module else []:
        if it.finder.find(name.partition(".")[0]):
            it.kept.append(it.call(frame, dotted(it, frame, name, node), [UNKNOWN], {}, node))
    return External("django.core.handlers.wsgi.WSGIHandler()")


def _strings(value: Any) -> list[str]:
    found: list[str] = []
    for one in each(value):
        if isinstance(one, Sequence):
            found += [item for item in one.items if isinstance(item, str)]
    return found


def _populate(it: Interpreter, frame: Frame, apps: list[str], node: ast.AST) -> None:
    """As Django does: every configuration, then all models, then every `ready()`."""
    own = _own(it, frame, apps, node)
    import_each(it, frame, own, "models", node)
    for config in [one.config for one in own if one.config is not None]:
        it.ready.add(config.name)
        instance = Instance(config, it.maybe)
        it.kept.append(instance)
        it.call(frame, it.get(frame, instance, "ready", node), [], {}, node)
    if not _ADMINS.isdisjoint(apps):
        import_each(it, frame, own, "admin", node)


def import_each(it: Interpreter, frame: Frame, own: list[_Installed], name: str, node: ast.AST) -> None:
    """That module of every application that has one."""
    for app in own:
        if it.finder.find(f"{app.package}.{name}"):
            it.import_module(frame, f"{app.package}.{name}", node)


def installed(it: Interpreter, frame: Frame, node: ast.AST) -> list[_Installed]:
    """The program's own applications, as the settings name them."""
    module = django_settings.loaded(it)
    return _own(it, frame, _strings(module.scope.vars.get("INSTALLED_APPS")) if module else [], node)


def _own(it: Interpreter, frame: Frame, apps: list[str], node: ast.AST) -> list[_Installed]:
    return [_installed(it, frame, name, node) for name in apps if it.finder.find(name.partition(".")[0])]


def _installed(it: Interpreter, frame: Frame, name: str, node: ast.AST) -> _Installed:
    """An application by the name of its package, or of its configuration class."""
    if it.finder.find(name):
        return _Installed(name, _default_config(it, frame, name, node))
    found = dotted(it, frame, name, node)
    config = found if isinstance(found, ClassValue) else None
    package = class_attribute(config, "name") if config is not None else None
    return _Installed(package if isinstance(package, str) else name.partition(".apps.")[0], config)


def _default_config(it: Interpreter, frame: Frame, name: str, node: ast.AST) -> ClassValue | None:
    """The only configuration class of its `apps` module, or the one that says it is the default."""
    it.import_module(frame, name, node)
    if not it.finder.find(f"{name}.apps"):
        return None
    module = it.import_module(frame, f"{name}.apps", node)
    classes = [one for one in module.scope.vars.values() if isinstance(one, ClassValue) and is_config(one)]
    classes = [one for one in classes if one.namespace.get("default") is not False]
    return classes[0] if len(classes) == 1 else next((c for c in classes if c.namespace.get("default") is True), None)


def is_config(cls: ClassValue) -> bool:
    """Whether a class is the configuration of an application."""
    base = external_base(cls)
    return isinstance(base, External) and base.name in _CONFIGS


def autodiscover(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`autodiscover_modules("rules")`: that module of every application."""
    for name in args:
        if isinstance(name, str):
            import_each(it, frame, installed(it, frame, node), name, node)
    return None


def resolve(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`reverse("index")`: the first question about a URL loads the URLconf."""
    module = settings(it, frame, node)
    root = module.scope.vars.get("ROOT_URLCONF") if module else None
    if isinstance(root, str) and it.finder.find(root):
        it.import_module(frame, root, node)
    return UNKNOWN


def include(it: Interpreter, frame: Frame, args: list[Any], kwargs: dict[str, Any], node: ast.AST) -> Any:
    """`include("shop.urls")`, also as the first of a pair."""
    what = args[0] if args else None
    what = what.items[0] if isinstance(what, Sequence) and what.items else what
    if isinstance(what, str) and it.finder.find(what):
        it.import_module(frame, what, node)
    return UNKNOWN


FUNCTIONS: dict[str, Any] = {
    "django.setup": setup, "django.core.wsgi.get_wsgi_application": application,
    "django.core.asgi.get_asgi_application": application, "configurations.wsgi.get_wsgi_application": application,
    "channels.routing.get_default_application": application,
    "django.utils.module_loading.autodiscover_modules": autodiscover,
    **dict.fromkeys(("django.urls.reverse", "django.urls.resolve", "django.urls.get_resolver"), resolve),
    **dict.fromkeys(("django.urls.include", "django.conf.urls.include"), include),
    **django_settings.FUNCTIONS,
}
STAND_INS = django_settings.STAND_INS

__all__ = ["APPS", "FUNCTIONS", "STAND_INS", "finish", "import_each", "installed", "is_config", "setup"]
