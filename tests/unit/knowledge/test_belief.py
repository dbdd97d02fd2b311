"""What a row says, in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.knowledge import belief
from forklint.knowledge.belief import Belief, library
from forklint.knowledge.facts import Facts
from forklint.knowledge.lookup import find

HEAD = 'distribution = "acme"\nmodules = ["acme"]\nsource = "https://acme.example"\n'
POOL = '[[type]]\nname = "acme.Pool"\nkind = "pool"\nrule = "FL103"\n'


OTHER = '[[type]]\nname = "acme.Other"\n'


def believed(folder: Path, text: str, name: str = "acme.Pool") -> Belief:
    (folder / "acme.toml").write_text(HEAD + text, encoding="utf-8")
    facts = Facts((folder,))
    facts.load_all()
    assert facts.problems == ()
    return belief.belief(facts.types[name], facts)


def test_what_a_row_leaves_out_its_rule_says(tmp_path: Path) -> None:
    found = believed(tmp_path, POOL)
    assert (found.rule, found.severity.value, found.kind, found.source) == (
        "FL103",
        "error",
        "pool",
        "https://acme.example",
    )
    assert found.in_workers
    assert found.remedy
    assert found.proof is None


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ('when = [{ argument = "size", is = 0, state = "dormant" }]', "dormant with `size=0`"),
        ('when = [{ argument = "size", not = 0, state = "live" }]', "live where `size` is not `0`"),
        ('when = [{ argument = "size", above = 2, state = "live" }]', "live where `size` is above 2"),
        (
            'when = [{ argument = "url", contains = ":memory:", state = "harmless" }]',
            "harmless where `url` contains `:memory:`",
        ),
        ('when = [{ argument = "url", present = true, state = "live" }]', "live with `url`"),
        ('when = [{ argument = "url", present = false, state = "live" }]', "live without `url`"),
        (
            'when = [{ argument = "a", is = true, state = "live", makes = "acme.Other" }, '
            '{ argument = "b", is = true, state = "live", makes = "acme.Other" }]',
            "live, as acme.Other, with `a=True` or with `b=True`",
        ),
        ("collected = true", "harmless once nothing refers to it any more"),
        ("unless_patched = true", "harmless where gevent or eventlet has patched the standard library before"),
        ('unless_environment = { A = "1" }', "harmless where the environment has A=1 while loading"),
    ],
)
def test_what_changes_its_state(key: str, said: str, tmp_path: Path) -> None:
    assert believed(tmp_path, f"{OTHER}{POOL}{key}\n").otherwise == (said,)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ('activated_by = ["get", "__iter__", "__enter__"]', ("get()", "iterating over it", "entering `with`")),
        ('activated_by = ["*"]\ninert = ["a", "b"]', ("any call on it but a(), b()",)),
        ('passed_to = ["create_all"]', ("passing it to create_all()",)),
        ('member = [{ names = ["go"], activates_self = true }]', ("go()",)),
        ('process_wide = true\n[[call]]\nnames = ["acme.use"]\nuses = ["acme.Pool"]', ("acme.use()",)),
        ('process_wide = true\n[[imports]]\nnames = ["acme"]\nuses = ["acme.Pool"]', ("importing acme",)),
        ('process_wide = true\n[[type]]\nname = "acme.Row"\nparent = "acme.Pool"', ("using acme.Row",)),
    ],
)
def test_what_makes_it_live(key: str, said: tuple[str, ...], tmp_path: Path) -> None:
    assert believed(tmp_path, f"{POOL}{key}\n").made_live_by == said


def test_what_makes_it_and_releases_it(tmp_path: Path) -> None:
    calls = (
        '[[call]]\nnames = ["acme.make"]\nmakes = "acme.Pool"\n[[call]]\nnames = ["acme.end"]\nfrees = ["acme.Pool"]\n'
    )
    found = believed(tmp_path, f'{POOL}process_wide = true\nreleased_by = ["__exit__"]\n{calls}')
    assert found.made_by == ("acme.make",)
    assert found.released_by == ("leaving `with`", "acme.end()")


def test_where_a_mechanism_works(tmp_path: Path) -> None:
    heals = 'heals = [{ since = "2.1", mechanism = "register_at_fork", released = "2021-04" }]\n'
    (renewal,) = believed(tmp_path, POOL + heals).renews_itself
    assert "uwsgi" in renewal.not_under
    assert "gunicorn" in renewal.works_under
    heals = heals.replace("register_at_fork", "multiprocessing")
    (renewal,) = believed(tmp_path, POOL + heals).renews_itself
    assert renewal.works_under == ("celery", "forkserver", "huey")


def test_a_goodbye_says_what_to_do_instead(tmp_path: Path) -> None:
    silent = '[{ argument = "close", is = false, state = "harmless" }]'
    row = f'goodbye = [{{ names = ["end"], when = {silent}, instead = "Forget it." }}]\n'
    assert believed(tmp_path, POOL + row).not_in_worker == ("end(), unless with `close=False`: Forget it.",)


def test_a_row_of_the_users_takes_the_place_of_one_that_ships(tmp_path: Path) -> None:
    own = '[[type]]\nname = "redis.Redis"\nkind = "pool"\nrule = "FL103"\ngoes_wrong = "Mine."\n'
    (tmp_path / "redis.toml").write_text(HEAD.replace("acme", "redis") + own, encoding="utf-8")
    facts = Facts((tmp_path,))
    found = find("redis", facts)
    assert found is not None
    libraries = [library(path, facts) for path in found.paths]
    said = [row.in_workers for one in libraries for row in one.resources if row.name == "redis.Redis"]
    assert said == ["Mine."]
