"""The deployments that a tree describes, read: what `forklint deployments` lists, and what masters are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from forklint.deploy.descriptions.glance import descriptions
from forklint.deploy.invocation import Invocation
from forklint.deploy.paths import shown
from forklint.deploy.walk import Tree
from forklint.model.deployment import Deployment, Option
from forklint.model.place import Gap, Place

BESIDE_THE_WEB = frozenset({"celery", "django", "dramatiq", "flask", "forkserver", "huey", "locust", "rq"})
"""Workers of queues, servers for development: they say nothing of what serves a web application in production."""
_ALIKE = frozenset({"sync", "gthread"})
"""Classes of gunicorn's workers that make no difference at the fork."""
_RELOADING = frozenset({"reload", "py-autoreload", "python-autoreload", "autoreload"})


@dataclass(frozen=True, slots=True)
class Deployments:
    """What a tree says."""

    found: tuple[Deployment, ...] = ()
    """Each once; places are relative to the base."""
    gaps: tuple[Gap, ...] = ()


def deployments(tree: Tree, base: str, declared: Iterable[Invocation] = ()) -> Deployments:
    """Every deployment of a tree; what the project declares wins over all that is found."""
    told = tuple(declared)
    if told:
        return Deployments(_read(told, tree, base))
    texts = descriptions(tree)
    if not texts:
        return Deployments()
    from forklint.deploy.descriptions.find import described  # the readers: not every tree needs them

    found = described(tree, texts)
    gaps = tuple(Gap(_shown(gap.place, base), gap.what) for gap in found.gaps)
    return Deployments(_read(found.invocations, tree, base), gaps)


def _read(invocations: tuple[Invocation, ...], tree: Tree, base: str) -> tuple[Deployment, ...]:
    """What they start, each deployment once."""
    if not invocations:
        return ()
    from forklint.deploy.servers import read

    each = [deployment for one in invocations for deployment in read(_relative(one, base), tree, base)]
    return tuple(map(_told, _once(each)))


def is_for_development(deployment: Deployment) -> bool:
    """Whether it reloads on change, which nobody does in production."""
    return any(option.name in _RELOADING and option.known for option in deployment.options)


def _told(deployment: Deployment) -> Deployment:
    if not is_for_development(deployment):
        return deployment
    return replace(deployment, note="; ".join(filter(None, (deployment.note, "for development: it reloads on change"))))


def _once(each: Iterable[Deployment]) -> tuple[Deployment, ...]:
    """Each deployment once; those that only differ in what no master sees count as one."""
    seen: dict[Deployment, Deployment] = {}
    for deployment in each:
        key = _what_counts(deployment)
        seen[key] = _together(seen[key], deployment) if key in seen else deployment
    return tuple(seen.values())


def _together(first: Deployment, other: Deployment) -> Deployment:
    also = (*first.also, *(place for place in (other.command,) if place and place != first.command))
    return replace(first, also=tuple(dict.fromkeys(also)), gaps=tuple(dict.fromkeys((*first.gaps, *other.gaps))))


def _what_counts(deployment: Deployment) -> Deployment:
    reloads = Option("reload", "", _NOWHERE)
    told = (reloads,) if is_for_development(deployment) else ()
    kind = "" if deployment.worker_class in _ALIKE else deployment.worker_class
    key = replace(deployment, environment=(), gaps=(), options=told, workers="", worker_class=kind)
    return replace(key, command=None, source=None)


def _relative(invocation: Invocation, base: str) -> Invocation:
    return replace(invocation, place=_shown(invocation.place, base))


def _shown(place: Place, base: str) -> Place:
    return replace(place, path=shown(place.path, base))


_NOWHERE = Place("", 0)
