"""The files in `rules/servers/` and their readers fit together."""

from __future__ import annotations

from collections import Counter

import pytest

from forklint.deploy.servers.arguments import spellings
from forklint.deploy.servers.registry import PROGRAMS, READERS
from forklint.knowledge.schema import ServerFile
from forklint.knowledge.servers import mechanisms, servers
from forklint.model.resource import Mechanism

each_server = pytest.mark.parametrize("server", servers().values(), ids=lambda server: server.name)


def test_every_reader_has_its_data() -> None:
    assert set(READERS) - {PROGRAMS} <= set(servers())


def test_a_program_starts_one_server() -> None:
    programs = Counter(program for server in servers().values() for program in server.programs)
    assert [program for program, number in programs.items() if number > 1] == []


@each_server
def test_without_a_reader_the_data_says_everything(server: ServerFile) -> None:
    if server.programs and server.name not in READERS:
        assert server.forks in ("before-load", "never")
        assert server.why


@each_server
def test_options_that_mean_something_are_options(server: ServerFile) -> None:
    table = server.options
    meant = {name for name in (table.workers, table.factory, *table.folders) if name}
    assert meant <= {name for _, name in spellings(table).values()} or table.others


def test_multiprocessing_handlers_run_in_children_of_a_forkserver() -> None:
    assert Mechanism.MULTIPROCESSING in mechanisms("forkserver")
    assert Mechanism.MULTIPROCESSING not in mechanisms("gunicorn")
