"""Which master of a target a probe starts, and under which server."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from forklint.check.choosing import the_one
from forklint.check.masters import Analyzer, decided, of_target
from forklint.check.request import CheckRequest, ProbeOptions
from forklint.deploy.paths import shown
from forklint.deploy.served import Served
from forklint.errors import CouldNotLook, UsageError
from forklint.model.deployment import Deployment, Entry
from forklint.model.levels import Ternary
from forklint.model.plan import LoadResult, PlannedModule

if TYPE_CHECKING:
    from forklint.knowledge.facts import Facts

GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Master:
    """The one master that a target stands for."""

    served: Served
    deployment: Deployment
    hooks: tuple[str, ...] = ()
    """Functions of its configuration file that its server calls in workers."""

    @property
    def entry(self) -> Entry:
        """What it is told to load."""
        entries = self.deployment.entries
        return entries[0] if entries else Entry(self.served.plan.modules[0].name)

    @property
    def file(self) -> str:
        """The entry's file, as reports show it."""
        plan = self.served.plan
        return shown(self.served.entry or plan.modules[0].path, plan.base)


@dataclass(frozen=True, slots=True)
class Driven:
    """A master, and how it will be started."""

    master: Master
    deployment: Deployment
    """With the server that forks it here, and whether that preloads."""
    driver: str
    notes: tuple[str, ...] = ()


def master_of(target: str, request: CheckRequest, facts: Facts, analyze: Analyzer) -> Master:
    """The one master that a target stands for.

    Raises UsageError where it stands for several, or for none that is known to load something; CouldNotLook where
    there is no such target.
    """
    return the_one(
        [
            Master(one, *_settled(one, facts, analyze))
            for one in (decided(one, facts, analyze) for one in of_target(target, request))
        ],
        target,
    )


def driven(master: Master, options: ProbeOptions) -> Driven:
    """The driver that was asked for, else the one of the server; else the generic one, where that tells the truth.

    Raises CouldNotLook where that server is not installed and another would not do; UsageError for words that nobody
    takes.
    """
    from forklint.probe.drivers.registry import DRIVERS

    deployment = master.deployment
    if options.server and options.server != deployment.server:
        asked = Deployment(options.server, Ternary.YES, entries=deployment.entries, note="as --server says")
        uncalled = f"hooks of {deployment.configuration} were not called: {', '.join(master.hooks)}"
        return _heard(Driven(master, asked, options.server, (uncalled,) if master.hooks else ()), options)
    driver = DRIVERS.get(deployment.server)
    if options.server or (driver is not None and driver.installed(options.python or sys.executable)):
        return Driven(master, deployment, deployment.server)
    return _heard(Driven(master, deployment, GENERIC, _stand_in(master, options)), options)


def _heard(how: Driven, options: ProbeOptions) -> Driven:
    if options.arguments and how.driver == GENERIC:
        hint = "Name the server that takes them with --server."
        raise UsageError("no server is started that takes what stands after `--`", hint)
    return how


def _stand_in(master: Master, options: ProbeOptions) -> tuple[str, ...]:
    """What a reader must know where the generic driver takes a server's place: nothing where there is none."""
    from forklint.probe.drivers.registry import DRIVERS

    deployment = master.deployment
    if not deployment.server:
        return ()
    missing = f"{deployment.server} is not installed for {options.python or sys.executable}"
    if deployment.server not in DRIVERS:
        missing = f"no probe starts {deployment.server}"
    if master.hooks:
        why = f"{missing}, and {deployment.configuration} has hooks that only it calls: {', '.join(master.hooks)}"
        raise CouldNotLook(why, "--python takes the application's Python; --server generic probes without the hooks.")
    late = "as it is served, the master forks before it loads the application; --preload probes it all the same"
    unasked = (late,) if deployment.preload is Ternary.NO else ()
    return (f"{missing}: the entry is imported and forked without it", *unasked)


def require_server(options: ProbeOptions) -> None:
    """Raises UsageError where there is no such driver, or where no server takes the words after `--`."""
    from forklint.probe.drivers.registry import DRIVERS

    if options.server and options.server not in DRIVERS:
        from difflib import get_close_matches

        close = get_close_matches(options.server, DRIVERS, 1)
        hint = f"Did you mean `{close[0]}`?" if close else f"Servers: {', '.join(DRIVERS)}."
        raise UsageError(f"--server: there is no {options.server!r}", hint)


def _settled(master: Served, facts: Facts, analyze: Analyzer) -> tuple[Deployment, tuple[str, ...]]:
    """The deployment as its configuration file, executed by itself, says; and which hooks of workers it has."""
    if not master.plan.configuration:
        return master.deployment, ()
    from forklint.deploy.gunicorn import settled
    from forklint.deploy.narrow import alone
    from forklint.knowledge.servers import configuration_hooks

    result: LoadResult = analyze(alone(master.plan), facts)
    hooks = configuration_hooks(master.plan.server)
    bound = tuple(name for name, hook in hooks.items() if hook.repairs and name in result.settings)
    return settled(master.deployment, result), bound


def start_folder(driven: Driven) -> str:
    """The folder that the server is started in: where the target was found, or, for a file that is no module from
    there, the file's own import root. A server that reads a configuration file moves by itself.
    """
    plan, start = driven.master.served.plan, driven.master.served.start or driven.master.served.plan.base
    root = _import_root(plan.modules[0]) if plan.modules else start
    if root in (start, f"{start}/src"):
        return start
    reads = driven.driver != GENERIC and plan.configuration
    return start if reads and Path(plan.configuration).parent.as_posix() != root else root


def _import_root(module: PlannedModule) -> str:
    path = Path(module.path)
    path = path.parent if path.name == "__init__.py" else path
    return path.parents[module.name.count(".")].as_posix()
