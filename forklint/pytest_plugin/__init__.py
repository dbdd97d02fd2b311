"""The pytest plugin: a fixture `fork_safety`, and `--forklint TARGET`, which makes tests of an application's checks.

pytest imports it in every run where forklint is installed, so that it imports nothing of forklint's before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from forklint.pytest_plugin.fixture import ForkSafety


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--forklint`."""
    told = "also test that this application (shop.app:app) may be preloaded, by each rule of forklint; repeatable"
    parser.getgroup("forklint").addoption("--forklint", action="append", default=[], metavar="TARGET", help=told)


@pytest.hookimpl(tryfirst=True)  # so that -k and the like choose among these tests, too
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the tests of each target."""
    targets = config.getoption("--forklint")
    if not targets:
        return
    from forklint.pytest_plugin.items import Application

    for target in targets:
        name = f"forklint {target}"
        application: Application = Application.from_parent(session, name=name, nodeid=name, target=target)
        items.extend(application.collect())


@pytest.fixture
def fork_safety(request: pytest.FixtureRequest) -> ForkSafety:
    """`fork_safety.check("shop.app:app")` and `.probe(...)`: the test fails with what was found."""
    from forklint.pytest_plugin.fixture import ForkSafety

    return ForkSafety(request.config.rootpath)
