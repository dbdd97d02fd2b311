"""Values that the tests of several rooms need: observations, results, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from forklint.knowledge.facts import Facts
from forklint.model.deployment import Deployment
from forklint.model.finding import Finding
from forklint.model.levels import Confidence, Severity, Ternary
from forklint.model.observation import Observation
from forklint.model.place import Gap, Place, Step
from forklint.model.plan import LoadResult, Setting
from forklint.model.probe import Harmless, Looked, ProbeResult
from forklint.model.report import Cleared, Coverage, LoadedModule, LoadTime, Probed, Report
from forklint.model.resource import Kind, Resource, State
from forklint.model.stress import Answer, Side, Stressed, Tally
from forklint.model.worth import Memory, Spread, Way, Worth

POOL = "acme.Pool"
FACTS = """
distribution = "acme"
modules = ["acme"]
source = "https://acme.example/fork"

[[type]]
name = "acme.Pool"
kind = "pool"
rule = "FL102"
no_help = [{ argument = "ping", why = "it is answered" }]
goes_wrong = "Workers share a socket."
remedy = "Open it in the worker."

[[type]]
name = "acme.Quiet"
kind = "pool"
rule = "FL102"
severity = "info"
source = "https://acme.example/quiet"

[[type]]
name = "acme.Cursor"
"""


def facts(folder: Path, text: str = FACTS) -> Facts:
    """Facts of an invented library."""
    folder.mkdir(exist_ok=True)
    (folder / "acme.toml").write_text(text, encoding="utf-8")
    return Facts((folder,))


def observation(type_name: str = POOL, **changes: object) -> Observation:
    """A live pool on line 3 of `app/db.py`."""
    place = Place("app/db.py", 3, 7, 3, 20)
    seen = Observation(
        resource=Resource(Kind.POOL, "acme", type_name, State.LIVE),
        type_name=type_name,
        place=place,
        trail=(Step(Place("wsgi.py", 1), "imports app.db"), Step(place, "makes it: Pool()")),
        confidence=Confidence.HIGH,
        symbol="app.db.pool",
    )
    return replace(seen, **changes)  # type: ignore[arg-type]


def result(
    *seen: Observation, preload: Ternary = Ternary.YES, settings: Mapping[str, object] = MappingProxyType({})
) -> LoadResult:
    """What an analyzer saw; settings are constants unless they are given as `Setting`."""
    return LoadResult(
        observations=seen,
        gaps=(),
        coverage=Coverage(2, 3, 10, 1),
        load_time=LoadTime((LoadedModule("app.db", "app/db.py", None),), (), ()),
        settings={name: bound(value, line) for line, (name, value) in enumerate(settings.items(), 1)},
        preload=preload,
    )


def bound(value: object, line: int = 1) -> Setting:
    """A setting of `gunicorn.conf.py`."""
    return value if isinstance(value, Setting) else Setting(value, Ternary.YES, Place("gunicorn.conf.py", line))


def finding(**changes: object) -> Finding:
    """A finding on line 3 of `app/db.py`."""
    seen = observation()
    found = Finding(
        rule="FL102",
        name="pool-filled-before-fork",
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        place=seen.place,
        message="`acme.Pool` fills its pool",
        goes_wrong="Workers share a socket.",
        remedy="Open it in the worker.",
        trace=seen.trail,
        resource=seen.resource,
        evidence=("static",),
        fingerprint="f00d",
        version="1.2",
        source="https://acme.example/fork",
        symbol=seen.symbol,
        type_name=POOL,
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def report(*findings: Finding, **changes: object) -> Report:
    """A report of gunicorn with preloading."""
    made = Report(
        targets=(".",),
        deployments=(Deployment("gunicorn", Ternary.YES, Place("gunicorn.conf.py", 3), "gunicorn.conf.py"),),
        findings=findings,
        coverage=Coverage(2, 3, 10, 1),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def gap(path: str = "app/odd.py", line: int = 4) -> Gap:
    """Something that could not be parsed."""
    return Gap(Place(path, line), "cannot be parsed: invalid syntax")


PROOF = "both workers hold descriptor 7, a connection to 10.0.0.5:3306"


def looked(**changes: object) -> Looked:
    """Two workers of gunicorn."""
    how = Looked("gunicorn", "27.0.1", "3.12.1", 2, "F_DUPFD_QUERY", 0.42, 1.9)
    return replace(how, **changes)  # type: ignore[arg-type]


def proven(type_name: str = POOL, **changes: object) -> Observation:
    """The same pool, as a probe sees it: a line without columns, and proof."""
    place = Place("app/db.py", 3)
    trail = (Step(Place("wsgi.py", 1), "imports app.db"), Step(place, "connects to 10.0.0.5:3306"))
    seen = observation(type_name, place=place, trail=trail, evidence="probe", proof=(PROOF,))
    return replace(seen, **changes)  # type: ignore[arg-type]


def probed(*seen: Observation, **changes: object) -> ProbeResult:
    """What one probe saw."""
    made = ProbeResult(looked(), seen)
    return replace(made, **changes)  # type: ignore[arg-type]


def harmless(**changes: object) -> Harmless:
    """The same pool, closed by a hook."""
    made = Harmless(Place("app/db.py", 3), POOL, "app.db.pool", "a hook closed it")
    return replace(made, **changes)  # type: ignore[arg-type]


def cleared(**changes: object) -> Cleared:
    """The same finding, cleared."""
    return Cleared(finding(**changes), "a hook closed it")


def probe_summary(**changes: object) -> Probed:
    """One line of how a probe looked."""
    made = Probed("shop:app", looked(), 14, ("a note",))
    return replace(made, **changes)  # type: ignore[arg-type]


def worth(**changes: object) -> Worth:
    """Preloading saves 45 MB and half a second per worker; a collection costs 30 MB, with `gc.freeze()` 0.4 MB."""
    made = Worth(
        runs=3,
        workers=2,
        load=spread(0.5, 0.6),
        late=Way(spread(0.5, 0.6), _memory(50, 50.5, 0.5, 105)),
        preloaded=Way(spread(0.004, 0.006), _memory(5, 35, 30, 60)),
        frozen=Way(spread(0.003, 0.005), _memory(5, 5.4, 0.4, 60)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def stressed(**changes: object) -> Stressed:
    """A subject that answers as its reference does."""
    tallies = (Tally("GET /q", Answer(200, "teapot"), 50),)
    sides = (Side("reference", "not preloaded", tallies), Side("subject", "as deployed", tallies))
    made = Stressed("shop:app", "gunicorn", "27.0.1", 2, 50, 10, 1, 2.5, sides)
    return replace(made, **changes)  # type: ignore[arg-type]


def spread(least: float, most: float) -> Spread:
    """Two measurements."""
    return Spread((least + most) / 2, least, most)


def _memory(*megabytes: float) -> Memory:
    return Memory(*(spread(value * 1e6 - 1e5, value * 1e6 + 1e5) for value in megabytes))
