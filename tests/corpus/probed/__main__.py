"""`install` the environments, or `run` the cases in them."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

from tests.corpus import case as corpus
from tests.corpus.probed import environments, isolation, program, verdict
from tests.corpus.probed.runs import Run, runs
from tests.corpus.probed.table import Row, page
from tests.services.launch import ROOT, running
from tests.services.service import Service

PAGE = ROOT / "docs" / "corpus-probe.md"


def main() -> int:
    """Returns 1 where a verdict of the probe is wrong."""
    options = _options()
    if options.what == "install":
        environments.install(options.environments)
        return 0
    isolation.isolate()
    wanted = [case for case in (*corpus.all_bugs(), *corpus.safe()) if case["id"] in (options.cases or case["id"])]
    with ExitStack() as stack:
        work = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="forklint-corpus-")))
        rows = list(_rows(wanted, work.resolve(), options.environments.resolve(), stack))
    if not options.cases:
        PAGE.write_text(page(rows), encoding="utf-8")
    return int(any(row.is_wrong for row in rows))


def _rows(cases: list[corpus.Case], work: Path, pythons: Path, stack: ExitStack) -> Iterator[Row]:
    how = runs()
    names = {name for case in cases for name in how[case["id"]].services}
    services = {name: stack.enter_context(_service(name)) for name in sorted(names)}
    for case in cases:
        for variant in program.variants(case):
            row = _row(case, variant, how[case["id"]], work / f"{case['id']}-{variant}", pythons, services)
            print(case["id"], variant, row.static.cell(), "|", row.probe.cell(), "<-- WRONG" * row.is_wrong, flush=True)
            yield row


def _service(name: str) -> AbstractContextManager[Service]:
    return isolation.http() if name == "http" else running(name)


def _row(case: corpus.Case, variant: str, run: Run, work: Path, pythons: Path, services: Mapping[str, Service]) -> Row:
    shown, app = work / "shown", work / "app"
    shown.mkdir(parents=True)
    app.mkdir()
    files = program.shown(case, variant, shown)
    wanted = corpus.trigger_lines(case, files) if variant == "faulty" else set()
    seen = verdict.static(shown, wanted)
    if run.cannot:
        return Row(case, run, variant, seen, verdict.cannot(run.cannot))
    here, python = run.at(services), environments.python_of(pythons, run.environment)
    program.write(case, variant, here, app)
    failed = verdict.prepare(app, here, python)
    probed = verdict.cannot(failed) if failed else verdict.probed(app, here, python, wanted)
    return Row(case, run, variant, seen, verdict.shortened(probed, app))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["install", "run"])
    parser.add_argument("environments", type=Path, help="folder of the virtual environments")
    parser.add_argument("cases", nargs="*", help="ids; default: all, and the page is written")
    parser.add_argument("--keep", type=Path, help="leave the programs and what forklint said in this folder")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
