"""gunicorn's configuration files: where they are, what they serve, what their settings say of the deployment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from forklint.deploy.walk import Tree
from forklint.model.deployment import Deployment, Hook
from forklint.model.levels import Ternary
from forklint.model.plan import LoadResult, Setting

DEFAULT = "gunicorn.conf.py"
"""The name that gunicorn reads without being told: https://gunicorn.org/configure/#configuration-file."""
CONCURRENCY = "WEB_CONCURRENCY"
"""The variable that says how many workers there are where nothing else does."""
DEPTH = 2
"""How many folders down a configuration file is looked for."""
_CONFIGURES = re.compile(
    rb"^(?:(?:bind|workers|worker_class|worker_connections|threads|preload_app|wsgi_app|timeout|graceful_timeout|keepalive"
    rb"|max_requests|max_requests_jitter|accesslog|errorlog|loglevel|logconfig|logconfig_dict|pidfile|chdir|raw_env"
    rb"|worker_tmp_dir|forwarded_allow_ips|proc_name|backlog|reload|daemon)[ \t]*[:=]"
    rb"|def[ \t]+(?:on_starting|when_ready|pre_fork|post_fork|post_worker_init|worker_int|worker_abort|worker_exit"
    rb"|child_exit|pre_exec|nworkers_changed|on_reload|on_exit)\()",
    re.MULTILINE,
)
_NAMES = re.compile(rb"\bwsgi_app\b")
_MOVES = re.compile(rb"\b(?:chdir|pythonpath)\b")
_FOR_DEPLOYMENT = re.compile(
    r"(?:\.?(?:conf|config|configs|deploy|deployment|docker|etc|gunicorn|infra|ops|scripts|server|settings))"
)


def configurations(tree: Tree) -> list[str]:
    """Paths (relative to the tree) of gunicorn configuration files, nearest first."""
    found = [path for path in tree.files() if path.count("/") <= DEPTH and _is_configuration(tree, path)]
    return sorted(found, key=lambda path: (path.count("/"), path.rpartition("/")[2] != DEFAULT, path))


def named_so(tree: Tree, name: str) -> Path | None:
    """The one file of this name that configures gunicorn: an image may have it at another place."""
    files = [Path(tree.path(path)) for path in (*tree.files(), *tree.descriptive()) if path.rpartition("/")[2] == name]
    found = [file for file in files if name == DEFAULT or _CONFIGURES.search(_read(file))]
    return found[0] if len(found) == 1 else None


def serves(tree: Tree, configuration: str) -> str:
    """The folder that a configuration file serves: its own where that holds an application, else the whole tree."""
    folder, _, name = configuration.rpartition("/")
    if not folder or name != DEFAULT or _FOR_DEPLOYMENT.fullmatch(folder.rpartition("/")[2].lower()):
        return ""
    others = [other for other in tree.folders.get(folder, ()) if other != name]
    below = any(other.startswith(f"{folder}/") for other in tree.folders)
    in_package = "__init__.py" in others
    return folder if (others or below) and not in_package else ""


def may_move_the_entry(path: Path) -> bool:
    """Whether the file mentions a setting that names the entry or changes the folders to import from."""
    return bool(_NAMES.search(_read(path))) or may_move_from_its_folder(path)


def may_move_from_its_folder(path: Path) -> bool:
    """Whether the file mentions a setting that changes the folders to import from."""
    return bool(_MOVES.search(_read(path)))


def settled(deployment: Deployment, result: LoadResult) -> Deployment:
    """The deployment with what the executed configuration file says."""
    if not deployment.configuration:
        return replace(deployment, preload=result.preload)
    from forklint.knowledge.servers import configuration_hooks  # most runs meet no configuration file

    setting = None if deployment.preload is Ternary.YES else result.settings.get("preload_app")
    hooks = [name for name in configuration_hooks("gunicorn") if name in result.settings]
    workers = deployment.workers or _workers(deployment, result.settings)
    return replace(
        deployment,
        preload=result.preload,
        source=setting.place if setting else deployment.source,
        worker_class=deployment.worker_class or _class(deployment, result.settings, workers),
        workers=workers,
        hooks=tuple(Hook(name, result.settings[name].place) for name in hooks),
        note=deployment.note or _note(result.preload, setting),
    )


def constant(settings: Mapping[str, Setting], name: str) -> str:
    """A setting that is a constant text; empty otherwise."""
    setting = settings.get(name)
    known = setting is not None and setting.known is Ternary.YES and isinstance(setting.value, str)
    return str(setting.value) if setting and known else ""


def _workers(deployment: Deployment, settings: Mapping[str, Setting]) -> str:
    """What a configuration file says; the environment is weaker."""
    environment = dict(deployment.environment)
    return _number(settings["workers"]) if "workers" in settings else environment.get(CONCURRENCY, "")


def _class(deployment: Deployment, settings: Mapping[str, Setting], workers: str) -> str:
    """The class that a configuration file names, else gunicorn's default."""
    if "worker_class" in settings:
        return constant(settings, "worker_class")
    option = deployment.option("threads")
    return default_class(workers, option.value if option else _number(settings.get("threads")))


def default_class(workers: str, threads: str) -> str:
    """gunicorn's, where nothing names one; empty where nothing says how many workers there are either."""
    if not workers:
        return ""
    return "sync" if threads in ("", "0", "1") else "gthread" if threads.isdigit() else ""


def _number(setting: Setting | None) -> str:
    """A number of workers, also one that is the default only; empty where it is computed."""
    return str(setting.value) if setting and isinstance(setting.value, int | str) else ""


def _note(preload: Ternary, setting: Setting | None) -> str:
    if setting is None:
        return "" if preload is not Ternary.NO else "nothing in the configuration file sets preload_app"
    if setting.known is Ternary.YES:
        return ""
    by_default = f", by default {'yes' if setting.value else 'no'}" if setting.value is not None else ""
    return f"preload_app depends on what is known only where it is served{by_default}"


def _is_configuration(tree: Tree, path: str) -> bool:
    name = path.rpartition("/")[2]
    if name == DEFAULT:
        return True
    return "gunicorn" in name.lower() and bool(_CONFIGURES.search(_read(Path(tree.path(path)))))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
