"""What all tests share: a cache folder of their own, hypothesis profiles, and the servers of `tests.services`."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.services import launch
from tests.services.fixtures import (
    mariadb,
    memcached,
    mongo,
    mysql_mimic,
    need_packages,
    postgres,
    postgres_tls,
    rabbitmq,
    redis,
    web,
)

__all__ = ["mariadb", "memcached", "mongo", "mysql_mimic", "postgres", "postgres_tls", "rabbitmq", "redis", "web"]

# In CI the same examples each time: a red run must be about the change. `make robustness` takes the thorough ones.
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much]
settings.register_profile("ci", max_examples=25, derandomize=True, deadline=None, suppress_health_check=QUIET)
settings.register_profile("local", max_examples=40, deadline=None, suppress_health_check=QUIET)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=QUIET)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or fills the cache of the person who runs it."""
    os.environ["FORKLINT_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))


def pytest_configure(config: pytest.Config) -> None:
    """The process that a person started owns the servers; xdist's workers share them."""
    if not hasattr(config, "workerinput"):
        launch.begin_run()
        config.add_cleanup(launch.end_run)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests count is shown although they passed: `record_property("said", ...)`."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "said":
                terminalreporter.write_line(str(value))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """`@pytest.mark.real("pymysql", "dbutils")` names the packages that a test imports, or has a server import."""
    for mark in item.iter_markers("real"):
        need_packages(*mark.args)
