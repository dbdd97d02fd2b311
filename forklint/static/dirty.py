"""gunicorn's dirty workers, which fork from the master, too: https://gunicorn.org/dirty/."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forklint.static.settings import settings_of
from forklint.static.values import ModuleValue, Sequence

if TYPE_CHECKING:
    from forklint.static.interpreter import Interpreter


def load(it: Interpreter, configuration: ModuleValue | None) -> None:
    """The master imports the modules of dirty applications, with or without preloading, to see how many workers each
    wants.
    """
    if configuration is None or not is_on(configuration):
        return
    it.made_in = "dirty_apps"
    for spec in _specs(configuration):
        it.import_module(None, spec.partition(":")[0], None)
    it.made_in = "load"


def is_on(configuration: ModuleValue | None) -> bool:
    """Whether the configuration file has dirty applications and workers for them."""
    if configuration is None or not _specs(configuration):
        return False
    workers = settings_of(configuration).get("dirty_workers")
    return workers is not None and bool(workers.value)


def _specs(configuration: ModuleValue) -> list[str]:
    value = configuration.scope.vars.get("dirty_apps")
    return [one for one in value.items if isinstance(one, str)] if isinstance(value, Sequence) else []
