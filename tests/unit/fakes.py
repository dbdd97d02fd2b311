"""An analyzer and a prober that see what they are told to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from forklint.knowledge.facts import Facts
from forklint.model.levels import Ternary
from forklint.model.observation import Observation
from forklint.model.place import Gap
from forklint.model.plan import LoadPlan, LoadResult
from forklint.model.probe import ProbeResult
from forklint.model.report import Coverage, LoadedModule, LoadTime
from forklint.probe.request import ProbeRequest
from tests.unit.made import bound


@dataclass
class FakeAnalyzer:
    """Loads every planned module, unless it is `broken`, and remembers the plans."""

    seen: tuple[Observation, ...] = ()
    broken: tuple[Gap, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    preload: Ternary | None = None
    probed: tuple[str, ...] = ()
    plans: list[LoadPlan] = field(default_factory=list)

    def __call__(self, plan: LoadPlan, facts: Facts) -> LoadResult:
        self.plans.append(plan)
        bad = {gap.place.path for gap in self.broken}
        shown = {module: module.path.removeprefix(f"{plan.base}/") for module in plan.modules}
        loaded = [LoadedModule(module.name, path, None) for module, path in shown.items() if path not in bad]
        return LoadResult(
            observations=self.seen if plan.modules else (),
            gaps=self.broken,
            coverage=Coverage(len(loaded), 1, 2, 1),
            load_time=LoadTime(tuple(loaded), (), self.broken),
            settings={name: bound(value) for name, value in self.settings.items()},
            preload=self.preload or Ternary.YES,
            files=tuple(module.path for module in plan.modules),
            probed=self.probed,
        )


@dataclass
class FakeProber:
    """Loads `files` below the base, sees `result`, or fails; remembers what it was asked."""

    result: ProbeResult
    files: tuple[str, ...] = ()
    failure: Exception | None = None
    asked: list[ProbeRequest] = field(default_factory=list)

    def __call__(self, request: ProbeRequest, facts: Facts) -> ProbeResult:
        self.asked.append(request)
        if self.failure is not None:
            raise self.failure
        return replace(self.result, modules=tuple(f"{request.base}/{name}" for name in self.files))
