"""What does a commit wait for? The pre-commit hook on the django package, beside ruff, as ratios of one run.

    python -m benchmarks.hook [--repetitions 7] [--venv FOLDER] [--print]

Writes the table of docs/performance.md; `--print` only shows it. Exit status 1 where the target is missed.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks import page
from benchmarks.static import size, spread
from benchmarks.timing import Command, Timing, measure
from benchmarks.tools import Tools, tools

ROOT = Path(__file__).parents[1]
WANTED = ("ruff", "pre-commit")
RUFF, NOTHING = "`ruff check --no-cache`, without pre-commit", "pre-commit, a hook that does nothing"
DIRECT, UNCHANGED = "`forklint check`, without pre-commit", "pre-commit, forklint, nothing changed"
BESIDE, COMMIT = "pre-commit, ruff and its cache, nothing changed", "pre-commit, forklint, a commit of one file"
CHANGED = "django/http/request.py"
COMMITTER = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")


def hooks(found: Tools) -> list[dict[str, object]]:
    """forklint's hook as this repository offers it, ruff's as its own does, and one for pre-commit itself."""
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    ours = next(hook for hook in offered if hook["id"] == "forklint")
    beside = {"id": "ruff", "name": "ruff", "entry": f"{found.command('ruff')} check --force-exclude"}
    nothing = {"id": "nothing", "name": "nothing", "entry": "true", "language": "system", "pass_filenames": False}
    python = {"language": "system", "types_or": ["python", "pyi"], "require_serial": True}
    return [ours, {**beside, **python}, nothing]


def prepared(found: Tools, work: Path) -> Path:
    """A git repository with the django package and these hooks."""
    repository = work / "repository"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(found.packages / "django", repository / "django", ignore=ignored)
    settings = {"repos": [{"repo": "local", "hooks": hooks(found)}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    for words in (["init", "--quiet"], ["add", "."], [*COMMITTER, "commit", "--quiet", "--message", "Django"]):
        subprocess.run(["git", *words], cwd=repository, check=True)
    return repository


def commands(found: Tools, work: Path, repository: Path) -> list[Command]:
    """What is measured, in the repository."""
    script = Path(sys.executable).with_name("forklint")
    environment = {
        "FORKLINT_CACHE_DIR": str(work / "cache"),
        "PRE_COMMIT_HOME": str(work / "pre-commit"),
        "PATH": f"{script.parent}{os.pathsep}{os.environ['PATH']}",
    }
    hook = [str(found.command("pre-commit")), "run"]
    words = {
        RUFF: [str(found.command("ruff")), "check", "--no-cache"],
        NOTHING: [*hook, "nothing", "--all-files"],
        DIRECT: [str(script), "check"],
        UNCHANGED: [*hook, "forklint", "--all-files"],
        BESIDE: [*hook, "ruff", "--all-files"],
        COMMIT: ["sh", "-c", f"date +'# %N' >> {CHANGED} && git add {CHANGED} && {shlex.join([*hook, 'forklint'])}"],
    }
    return [Command(name, said, repository, environment) for name, said in words.items()]


def take(found: Tools, repetitions: int) -> dict[str, Timing]:
    """All timings, in turns. First runs, unmeasured, fill the caches; a commit leaves them full for the next round."""
    with TemporaryDirectory(prefix="forklint-benchmark-") as folder:
        work = Path(folder)
        return measure(commands(found, work, prepared(found, work)), repetitions)


def targets(timings: dict[str, Timing]) -> list[tuple[str, float, float]]:
    """(what, measured, at most)."""
    return [
        ("the hook, nothing changed, to `ruff check --no-cache`", timings[UNCHANGED].to(timings[RUFF]), 1.0),
        ("the same without what pre-commit takes", timings[DIRECT].to(timings[RUFF]), 1.0),
        ("the hook, nothing changed, to ruff's hook", timings[UNCHANGED].to(timings[BESIDE]), 1.0),
    ]


def text(timings: dict[str, Timing], about: str) -> str:
    """The section of the page."""
    rows = [
        (name, f"{timing.median:.2f} s", spread(timing), f"{timing.to(timings[RUFF]):.2f}")
        for name, timing in timings.items()
    ]
    verdicts = [
        (what, f"{measured:.2f}", f"{limit:.2f}", "met" if measured <= limit else "missed")
        for what, measured, limit in targets(timings)
    ]
    header = ("command", "median", "range", "to `ruff check`")
    return "\n\n".join([page.table(header, rows), page.table(("ratio", "measured", "at most", ""), verdicts), about])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--venv", type=Path, help="a virtual environment to use and keep")
    parser.add_argument("--print", action="store_true", dest="only_print")
    options = parser.parse_args()
    with tools(options.venv and options.venv.resolve(), wanted=WANTED) as found:
        timings = take(found, options.repetitions)
        taken = f"{size(found.packages / 'django')}; medians of {options.repetitions} runs in turns."
    result = text(timings, f"{page.machine()} {taken}")
    print(result)
    if not options.only_print:
        page.put("hook", result)
    return 0 if all(measured <= limit for _, measured, limit in targets(timings)) else 1


if __name__ == "__main__":
    sys.exit(main())
