"""A repository of 50,000 files, as large ones are: packages, data, node_modules, .venv, repositories in it.

    python -m tests.robustness.many_files [--packages 1000]

Checks it twice, cold and warm, prints what it measured, and holds both to the same result, to a deadline and to 400 MB.
Part of `make robustness`; `test_many_files.py` is the same with 3,000.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.robustness.child import Run, run

MODULES = 12
"""Of a package; a third of all files are Python files of the application's."""
MEGABYTES = 400
_MODULE = "import logging\n{after}LOG = logging.getLogger(__name__)\n\n\ndef run(n=1):\n    return n\n"
_BESIDE = {
    "data/d{few}/{n}.json": 12,
    "web/node_modules/lib{few}/f{n}.js": 14,
    ".venv/lib/python3.12/site-packages/lib{few}/f{n}.py": 6,
    "docs/p{few}/{n}.md": 3,
    "vendor/repo{few}/src/f{n}.py": 3,
}
"""What stands beside the packages -> how many of it for each package."""


def make(folder: Path, packages: int) -> int:
    """Such a repository, with one fault in its last package; gives the number of files."""
    names = [".git/HEAD", ".venv/pyvenv.cfg", *(f"vendor/repo{n}/.git/HEAD" for n in range(20))]
    names += [name.format(few=n % 20, n=n) for name, times in _BESIDE.items() for n in range(packages * times)]
    files = dict.fromkeys(names, "")
    for number in range(packages):
        package = f"services/s{number % 40}/pkg{number}"
        files[f"{package}/__init__.py"] = "from . import m0\n"
        for module in range(MODULES - 1):
            after = f"from . import m{module + 1}\n" if module < MODULES - 2 else ""
            files[f"{package}/m{module}.py"] = _MODULE.format(after=after)
    files[f"{package}/m{MODULES - 2}.py"] += "\n\nimport threading\nthreading.Thread(target=run).start()\n"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return len(files)


def check(folder: Path, cache: Path, deadline: float = 300) -> Run:
    """The whole repository, with a cache of its own outside of it."""
    arguments = ["check", ".", "--output-format", "json", "--cache-dir", str(cache)]
    return run(folder, *arguments, deadline=deadline, output=cache)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=int, default=1000, help=f"of {MODULES} modules each")
    options = parser.parse_args()
    with TemporaryDirectory() as folder, TemporaryDirectory() as cache:
        print(f"{make(Path(folder), options.packages):,} files")
        runs = [check(Path(folder), Path(cache)) for _ in range(2)]
    for name, one in zip(("cold", "warm"), runs, strict=True):
        loaded = one.report["coverage"]["modules"]
        print(f"  {name}: {one.seconds:.1f} s, {one.megabytes:.0f} MB, {loaded:,} modules")
    same = runs[0].stdout == runs[1].stdout and len(runs[0].report["findings"]) == 1
    return 0 if same and max(one.megabytes for one in runs) <= MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
