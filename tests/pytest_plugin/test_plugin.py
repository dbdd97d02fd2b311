"""The fixture `fork_safety` and `--forklint TARGET`."""

from __future__ import annotations

from pathlib import Path

import pytest

from forklint.knowledge.rules import rule_paths

pytest_plugins = ["pytester"]
THREAD = "import threading\nimport time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
USES = """
def test_checks(fork_safety):
    assert fork_safety.check("{target}").findings == ()

def test_probes(fork_safety):
    assert fork_safety.probe("{target}").evidence == ("probe",)

def test_has_options(fork_safety):
    fork_safety.check("{target}", ignore=("FL2",))
"""


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """In a process of its own: a run in this one would take the modules that it imports out of `sys.modules` again."""
    return pytester.runpytest_subprocess(*arguments, timeout=60)


@pytest.fixture(autouse=True)
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FORKLINT_CACHE_DIR", str(pytester.path / "cache"))
    pytester.makepyfile(faulty=THREAD, safe="")
    return pytester.path


def test_the_fixture_passes_what_is_safe(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it=USES.format(target="safe"))
    run(pytester).assert_outcomes(passed=3)


def test_the_fixture_fails_with_the_findings(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it=USES.format(target="faulty"))
    done = run(pytester)
    done.assert_outcomes(passed=1, failed=2)
    done.stdout.fnmatch_lines(["faulty.py:3:1  error FL201 thread-started-before-fork", "  Proved by the probe"])
    done.stdout.no_fnmatch_line("*Traceback*")
    done.stdout.no_fnmatch_line("*pytest_plugin*")


def test_what_cannot_be_looked_at_fails_in_two_lines(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="def test_it(fork_safety):\n    fork_safety.check('nowhere')\n")
    done = run(pytester)
    done.assert_outcomes(failed=1)
    done.stdout.fnmatch_lines(["forklint: there is nothing to look at for 'nowhere'*", "Searched: *"])


@pytest.mark.parametrize("options", ["cwd='sub'", "cwd=None"])
def test_another_folder(options: str, pytester: pytest.Pytester, project: Path) -> None:
    (project / "sub").mkdir()
    (project / "faulty.py").rename(project / "sub" / "faulty.py")
    pytester.makepyfile(test_it=f"def test_it(fork_safety):\n    fork_safety.check('faulty', {options})\n")
    done = run(pytester)
    done.assert_outcomes(failed=1)
    found = "faulty.py:3:1  error FL201*" if "sub" in options else "forklint: there is nothing to look at for 'faulty'*"
    done.stdout.fnmatch_lines([found])


def test_the_configuration_decides_what_fails(pytester: pytest.Pytester, project: Path) -> None:
    (project / "forklint.toml").write_text("fail-on = 'never'\n", encoding="utf-8")
    pytester.makepyfile(test_it="def test_it(fork_safety):\n    assert fork_safety.check('faulty').findings\n")
    run(pytester).assert_outcomes(passed=1)


def test_targets_become_tests(pytester: pytest.Pytester) -> None:
    number = len(rule_paths())
    pytester.makepyfile(half="import broken", broken="def")
    done = run(pytester, "--forklint", "faulty", "--forklint", "half")
    done.assert_outcomes(passed=2 * number, failed=1, skipped=1)
    done.stdout.fnmatch_lines(["*forklint faulty: FL201-thread-started-before-fork*", "faulty.py:3:1  error FL201*"])
    done.stdout.fnmatch_lines(["FAILED forklint faulty::FL201-thread-started-before-fork - *"])


@pytest.mark.parametrize("chosen", [("-k", "FL201"), ("--last-failed",)])
def test_they_can_be_chosen(chosen: tuple[str, ...], pytester: pytest.Pytester) -> None:
    run(pytester, "--forklint", "faulty", "-k", "FL201")
    done = run(pytester, "--forklint", "faulty", *chosen)
    done.assert_outcomes(failed=1, deselected=len(rule_paths()))


def test_they_can_be_left_out(pytester: pytest.Pytester) -> None:
    test = "forklint faulty::FL201-thread-started-before-fork"
    run(pytester, "--forklint", "faulty", "--deselect", test).assert_outcomes(passed=len(rule_paths()), deselected=1)


@pytest.mark.slow
def test_workers_of_xdist_agree_on_them(pytester: pytest.Pytester) -> None:
    done = run(pytester, "--forklint", "faulty", "-n", "2", "-k", "looked or FL2")
    assert done.parseoutcomes()["failed"] == 1


def test_a_target_that_does_not_exist_fails_once(pytester: pytest.Pytester) -> None:
    done = run(pytester, "--forklint", "nowhere")
    done.assert_outcomes(failed=1, skipped=len(rule_paths()))
    done.stdout.fnmatch_lines(["forklint: there is nothing to look at for 'nowhere'*"])


def test_without_the_option_there_are_none(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_it="def test_it():\n    pass\n")
    run(pytester).assert_outcomes(passed=1)
