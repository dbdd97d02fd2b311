"""forklint about forklint: an application may import it in a master."""

from __future__ import annotations

import pytest

from tests.ci.recipes import ROOT
from tests.running import console

pytestmark = pytest.mark.timeout(120)


def test_loading_all_of_it_leaves_nothing_that_a_fork_breaks() -> None:
    done = console(ROOT, "probe", "forklint.cli.check:COMMAND", "--server", "generic", "--output-format", "json")
    assert done.findings == []
    assert done.report["probes"][0]["modules"] > 50


def test_its_package_is_silent() -> None:
    done = console(ROOT, "check", "forklint", "--output-format", "json")
    assert done.findings == []
