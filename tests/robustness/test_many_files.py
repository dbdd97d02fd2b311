"""A repository with many files beside the application's: fast, small, and the same from the cache."""

from __future__ import annotations

from pathlib import Path

from tests.robustness.many_files import MODULES, check, make

PACKAGES = 60


def test_what_is_beside_the_application_costs_nothing(tmp_path: Path) -> None:
    (folder := tmp_path / "shop").mkdir()
    (cache := tmp_path / "cache").mkdir()
    assert make(folder, PACKAGES) > 3000
    cold, warm = check(folder, cache), check(folder, cache)
    assert warm.stdout == cold.stdout
    (finding,) = cold.report["findings"]
    assert finding["path"] == f"services/s19/pkg59/m{MODULES - 2}.py"
    vendored = 3 * PACKAGES
    assert cold.report["coverage"]["modules"] <= PACKAGES * MODULES + vendored
    assert max(cold.megabytes, warm.megabytes) < 200
