"""The agent's object graph, in every Python that it has to work in: `graph/script.py` looks at `graph/application`."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from shutil import which
from typing import Any

import pytest

import forklint

HERE = Path(__file__).parent / "graph"
AGENT = Path(forklint.__file__).parent / "probe" / "agent"
OWN = f"{sys.version_info[0]}.{sys.version_info[1]}"
OTHERS = [version for version in ("3.9", "3.10", "3.11", "3.12", "3.13") if version != OWN]
Row = dict[str, Any]


def interpreter(version: str) -> str | None:
    if version == OWN:
        return sys.executable
    installed = sorted(
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python3")
    )
    return str(installed[-1]) if installed else which(f"python{version}")


@cache
def run(python: str, what: str) -> dict[str, Any]:
    command = [python, "-I", str(HERE / "script.py"), str(AGENT), what]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(params=[OWN, *(pytest.param(version, marks=pytest.mark.slow) for version in OTHERS)])
def python(request: pytest.FixtureRequest) -> str:
    path = interpreter(request.param)
    if path is None:
        pytest.skip(f"Python {request.param} is not installed")
    return path


@pytest.fixture
def told(python: str) -> dict[str, Any]:
    return run(python, "everything")


@pytest.fixture
def rows(told: dict[str, Any]) -> dict[str, Row]:
    return {row["path"]: row for row in told["rows"]}


WAYS = (
    "sock", "pair[0]", "by_name['default']", "by_name[3]", "by_name[...]", "queue[0]", "unordered{...}", "ordered['a']",
    "point[1]", "registry['key']", "registry.key", "Slotted.shared", "service.slotted.inner['default']",
    "get.<locals>.hidden", "default.__defaults__[0]", "default.two", "default.attribute",
    "bound.__self__.slotted.inner['default']", "partial.args[0]", "partial.keywords['end']", "local.sock",
    "variable.get()", "manager.gen.<locals>.entered", "lazy.state", "odd.inner", "wrapped.held",
    "pool._idle[0]._channel['read']",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_way_leads_to_a_descriptor(rows: dict[str, Row], way: str) -> None:
    row = rows[f"shop.db.{way}"]
    assert row["descriptors"][0] > 2
    assert (row["module"], row["tier"], row["type"]) == ("shop.db", "application", "socket.socket")
    assert row["name"] == way.split(".")[0].split("[")[0].split("{")[0]
    assert row["direct"] == (way == row["name"])


def test_tells_the_descriptors_that_the_objects_tell(told: dict[str, Any], rows: dict[str, Row]) -> None:
    assert {path: rows[path]["descriptors"] for path in told["numbers"]} == {
        path: [number] for path, number in told["numbers"].items()
    }


def test_tells_each_object_once(told: dict[str, Any]) -> None:
    identities = [row["id"] for row in told["rows"] if row["id"]]
    paths = [row["path"] for row in told["rows"]]
    assert len(identities) == len(set(identities))
    assert len(paths) == len(set(paths))


def test_sees_everything_within_its_budget(told: dict[str, Any]) -> None:
    assert told["reach"]["cut"] == ""
    assert told["collecting"]


def test_the_chain_goes_from_the_global_to_the_object(rows: dict[str, Row]) -> None:
    assert rows["shop.db.pool._idle[0]._channel['read']"]["chain"] == [
        ["shop.db.pool", "acme._pool.Pool", "acme.Pool"],
        ["._idle", "builtins.list", ""],
        ["[0]", "acme._pool.Connection", ""],
        ["._channel", "builtins.dict", ""],
        ["['read']", "socket.socket", ""],
    ]


def test_the_module_that_assigns_wins_over_its_importers(rows: dict[str, Row]) -> None:
    """`shop.views` stands before `shop.db` in `sys.modules`."""
    assert "shop.views.sock" not in rows
    assert rows["shop.db.MASTER"]["file"].endswith("shop/db.py")
    assert "shop.views.MASTER" not in rows


def test_the_module_of_the_allocation_wins_over_all(told: dict[str, Any]) -> None:
    assert {"shop.views.sock", "shop.views.pool"} <= set(told["owned"])


def test_keys_that_may_be_secret_are_not_shown(told: dict[str, Any]) -> None:
    assert "secret@" not in json.dumps(told)


def test_weak_things_are_not_followed(rows: dict[str, Row]) -> None:
    assert [path for path in rows if path.startswith(("shop.db.weak", "shop.db.far"))] == []


def test_what_a_file_holds_is_no_news_beside_the_file(rows: dict[str, Row]) -> None:
    assert [path for path in rows if path.startswith("shop.db.log_file")] == ["shop.db.log_file.stream"]


def test_facts_by_public_name_by_runtime_name_and_by_object(rows: dict[str, Row]) -> None:
    facts = {path.removeprefix("shop.db."): row["fact"] for path, row in rows.items() if row["fact"]}
    expected = {
        "pool": "acme.Pool", "mine": "acme.Pool", "blocking": "acme.BlockingPool", "refusing": "acme.Refusing",
        "lazy": "acme.Lazy", "dice": "acme.dice", "everybody": "acme.connections", "generator": "random.Random",
        "my_generator": "random.Random", "executor": "concurrent.futures.ThreadPoolExecutor",
    }  # fmt: skip
    assert {name: facts.get(name) for name in expected} == expected


def test_lazy_modules_sleep_on(told: dict[str, Any]) -> None:
    assert told["woken"] == []


def test_a_fileno_that_does_more_than_tell_is_not_called(told: dict[str, Any], rows: dict[str, Row]) -> None:
    assert told["called"] == []
    assert "shop.db.odd" not in rows


class TestThreads:
    def test_in_the_master(self, rows: dict[str, Row]) -> None:
        waits, job, timer = (rows[f"shop.db.{name}"]["thread"] for name in ("thread", "job", "timer"))
        assert (waits["name"], waits["daemon"], waits["alive"]) == ("waits", True, True)
        assert waits["target"] == "threading.Event.wait"
        assert waits["native"] > 1
        assert (job["target"], timer["target"]) == ("shop.db.Job.run", "shop.db.make")
        assert job["code"].rpartition("/")[2].startswith("db.py:")

    def test_a_thread_that_was_never_started(self, rows: dict[str, Row]) -> None:
        dormant = rows["shop.db.dormant"]["thread"]
        assert (dormant["started"], dormant["alive"], dormant["ident"]) == (False, False, None)

    def test_none_of_them_is_in_a_worker(self, told: dict[str, Any]) -> None:
        threads = {row["path"]: row["thread"] for row in told["worker"] if "thread" in row}
        assert {"shop.db.thread", "shop.db.job", "shop.db.timer"} <= set(threads)
        assert not any(thread["alive"] for thread in threads.values())

    def test_an_executor_has_lost_its_thread(self, told: dict[str, Any], rows: dict[str, Row]) -> None:
        worker = next(row for row in told["worker"] if row["path"] == "shop.db.executor")
        assert (rows["shop.db.executor"]["executor"]["alive"], worker["executor"]["alive"]) == (1, 0)
        assert len(worker["executor"]["threads"]) == 1


class TestLocks:
    def test_who_holds_them(self, told: dict[str, Any], rows: dict[str, Row]) -> None:
        locks = {path.removeprefix("shop.db."): row["lock"] for path, row in rows.items() if "lock" in row}
        assert locks["recursive"] == {"locked": True, "owner": told["ident"], "count": 2}
        assert locks["held"] == {"locked": True, "owner": None, "count": 1}
        assert [locks[name]["locked"] for name in ("free", "condition", "service.slotted.lock", "handler.own")] == [
            False
        ] * 4

    def test_only_the_applications_own(self, rows: dict[str, Row]) -> None:
        """Neither those of library objects nor those that a base class from a library put into the application's."""
        paths = {path.removeprefix("shop.db.") for path, row in rows.items() if "lock" in row}
        assert paths == {
            "recursive", "held", "free", "condition", "handler.own",
            "service.slotted.lock", "bound.__self__.slotted.lock",
        }  # fmt: skip

    def test_of_the_system(self, python: str) -> None:
        locks = run(python, "system_locks")
        assert locks["before"] == {"import": False, "modules": [], "logging": []}
        assert locks["here"]["modules"] == []
        assert [lock["name"] for lock in locks["worker"]["modules"]] == ["shop.slow"]
        assert [lock["name"] for lock in locks["worker"]["logging"]] == ["logging.NullHandler"]


class TestGenerators:
    def test_what_two_workers_would_draw(self, told: dict[str, Any]) -> None:
        one, two = ({row["path"]: row.get("draws") for row in told[worker]} for worker in ("worker", "again"))
        for name in ("generator", "my_generator", "dice"):
            assert one[f"shop.db.{name}"] == two[f"shop.db.{name}"] != None  # noqa: E711
        assert one["random._inst"] != two["random._inst"]

    def test_the_generator_itself_does_not_move(self, told: dict[str, Any], rows: dict[str, Row]) -> None:
        assert told["unmoved"]
        assert rows["shop.db.generator"]["draws"] == told["next"]
        assert rows["shop.db.dice"]["draws"] == ["1.0", "2.0", "3.0", "4.0"]

    def test_the_kernel_draws_for_itself(self, rows: dict[str, Row]) -> None:
        assert "shop.db.kernel" not in rows


def test_copies_of_the_pid(told: dict[str, Any]) -> None:
    """Those that the application's code compares with the pid of the day are guards, not faults."""
    copies = {row["path"]: row["pid"]["pid"] for row in told["rows"] if "pid" in row}
    assert copies == dict.fromkeys(("shop.db.MASTER", "shop.db.service.pid"), told["pid"])


def test_event_loops(rows: dict[str, Row]) -> None:
    opened, closed = rows["shop.db.loop"], rows["shop.db.closed_loop"]
    assert opened["loop"] == {"closed": False, "running": False, "selector": opened["descriptors"][0]}
    assert len(opened["descriptors"]) == 3
    assert (closed["loop"]["closed"], "descriptors" in closed) == (True, False)


def test_temporary_files(told: dict[str, Any], rows: dict[str, Row]) -> None:
    assert rows["shop.db.temporary"]["temporary"] == {"path": told["temporary"], "delete": True}
    assert rows["shop.db.folder"]["temporary"]["path"] == told["folder"]
    [finalizer] = [entry for entry in told["finalizers"] if entry["path"] == told["folder"]]
    assert finalizer["function"] == "tempfile.TemporaryDirectory._cleanup"
    assert (finalizer["atexit"], finalizer["pid"]) == (True, None)
    assert all(text == told["folder"] or text.endswith(" characters>") for text in finalizer["arguments"])


class TestNotice:
    def test_a_pool_that_notices_has_nothing_to_hand_out(self, told: dict[str, Any]) -> None:
        rows = {row["path"]: row for row in told["notice"]}
        assert (rows["shop.db.pool"]["noticed"], rows["shop.db.pool"]["idle"]) == (True, [])
        assert (rows["shop.db.everybody"]["noticed"], rows["shop.db.everybody"]["idle"]) == (True, [])

    def test_a_pool_that_does_not_hands_out_what_it_has_idle(self, told: dict[str, Any], rows: dict[str, Row]) -> None:
        """And not what it has lent: each connection refers to its pool, which must not lead there."""
        blocking = next(row for row in told["notice"] if row["path"] == "shop.db.blocking")
        idle = [rows[f"shop.db.blocking._idle[{at}]._channel['read']"]["descriptors"][0] for at in range(2)]
        assert (blocking["noticed"], blocking["idle"]) == (False, idle)

    def test_a_method_of_the_application_is_not_called(self, told: dict[str, Any]) -> None:
        mine = next(row for row in told["notice"] if row["path"] == "shop.db.mine")
        assert (mine["noticed"], len(mine["idle"])) == (False, 2)

    def test_a_library_that_refuses_is_told(self, told: dict[str, Any]) -> None:
        refusing = next(row for row in told["notice"] if row["path"] == "shop.db.refusing")
        assert (refusing["noticed"], refusing["idle"], refusing["error"]) == (False, [], "builtins.SystemExit")

    def test_by_path(self, told: dict[str, Any]) -> None:
        assert [row["path"] for row in told["one"]] == ["shop.db.pool"]
        assert [row["path"] for row in told["by_alias"]] == ["shop.views.pool"]


class TestHostile:
    def test_is_not_touched(self, told: dict[str, Any]) -> None:
        assert told["touched"] == []

    @pytest.mark.parametrize(
        "way", ["Odd.at", "odd.sock", "odd_dict['key']", "odd_list[0]", "odd_socket", "odd_keys[...]"]
    )
    def test_and_yet_seen(self, rows: dict[str, Row], way: str) -> None:
        assert rows[f"shop.hostile.{way}"]["descriptors"][0] > 2

    def test_a_dictionary_behind_a_property(self, rows: dict[str, Row]) -> None:
        assert [path for path in rows if path.startswith("shop.hostile.hidden.?")]


def test_keeps_nothing_alive(python: str) -> None:
    kept = run(python, "nothing_kept")
    assert kept["before"] == kept["after"]
    assert kept["gone"]


class TestBudgets:
    def test_objects(self, python: str) -> None:
        told = run(python, "budgets")["objects"]
        assert told["reach"]["cut"] == "objects"
        assert {"shop.db.sock", "shop.db.pool"} <= set(told["paths"])

    def test_seconds(self, python: str) -> None:
        """A million lists; the limit is a hang's, not a stop watch's."""
        told = run(python, "budgets")["seconds"]
        assert told["reach"]["cut"] == "seconds"
        assert told["took"] < 5
        assert {"shop.db.sock", "shop.db.pair[0]", "acme._cached"} <= set(told["paths"])


class TestBusy:
    def test_an_idle_loop_sleeps(self, python: str) -> None:
        assert run(python, "busy")["idle"] <= 3

    def test_a_shared_one_does_not(self, python: str) -> None:
        assert run(python, "busy")["shared"] >= 1000

    def test_what_waits_in_the_loop_goes_on_waiting(self, python: str) -> None:
        told = run(python, "busy")
        assert (told["ran"], told["waiting"]) == ([], 1)

    def test_no_loop_no_number(self, python: str) -> None:
        told = run(python, "busy")
        assert (told["closed"], told["none"]) == (None, None)


@pytest.mark.parametrize("path", sorted((AGENT / "objects").glob("*.py")), ids=lambda path: path.name)
def test_imports_nothing_but_the_standard_library(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
    assert {str(name).partition(".")[0] for name in (*plain, *named)} <= sys.stdlib_module_names
