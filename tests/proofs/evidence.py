"""`python -m tests.proofs.evidence`: run the experiments, and write what was seen into rules/ and docs/."""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from forklint.errors import CouldNotLook, ForklintError
from forklint.knowledge.facts import Facts
from forklint.knowledge.locate import rules_folder
from forklint.proofs.prove import Proof, prove, row_of
from forklint.proofs.recipe import Experiment, experiments
from forklint.proofs.versions import installed
from tests.proofs import page
from tests.proofs.setting import python, setting
from tests.services.launch import ROOT, running
from tests.services.service import Service

KEPT = rules_folder() / "evidence.json"
PAGE = ROOT / "docs" / "evidence.md"
AT_ONCE = 6
"""Experiments mostly wait for deadlines."""
Entry = dict[str, Any]


def main() -> int:
    """Returns 1 where a claim was not seen to be so."""
    options = _options()
    facts = _known()
    rows = {one.row for one in experiments() if _is_wanted(one, options)}
    wanted = [one for one in experiments() if one.row in rows and one.heavy == options.heavy and _is_there(one, facts)]
    with ExitStack() as stack:
        services = {name: stack.enter_context(running(name)) for name in sorted({one.service for one in wanted} - {""})}
        with ThreadPoolExecutor(1 if options.heavy else AT_ONCE) as pool:
            done = list(pool.map(lambda one: _shown(one, facts, services), wanted))
    proofs = [proof for proof in done if proof is not None]
    entries, facts = _entries(proofs, facts), _known()  # somebody may have written rows meanwhile
    write({**_kept(facts, options), **entries}, facts)
    return int(len(proofs) < len(wanted) or any(not proof.holds for proof in proofs))


def _known() -> Facts:
    facts = Facts()
    facts.load_all()
    return facts


def read() -> dict[str, Entry]:
    """What was seen so far, by row."""
    found: dict[str, Entry] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return found


def _kept(facts: Facts, options: argparse.Namespace) -> dict[str, Entry]:
    """What stays as it is: that of the other environment always."""
    others = {row_of(one, facts).name for one in experiments() if one.heavy != options.heavy}
    return {name: entry for name, entry in read().items() if name in others or not options.anew}


def write(kept: dict[str, Entry], facts: Facts) -> None:
    """Both files; what no experiment shows any more is dropped."""
    shown = {row_of(one, facts).name for one in experiments()}
    kept = {name: kept[name] for name in sorted(kept) if name in shown}
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(page.text(kept, facts), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings, such as redis or redis.Client; default: all")
    parser.add_argument("--heavy", action="store_true", help="those that are large to install, instead of the others")
    parser.add_argument("--anew", action="store_true", help="forget what was seen of these before")
    return parser.parse_args()


def _is_wanted(experiment: Experiment, options: argparse.Namespace) -> bool:
    named = not options.names or any(experiment.id.startswith(name) for name in options.names)
    return named and experiment.heavy == options.heavy


def _is_there(experiment: Experiment, facts: Facts) -> bool:
    """Of what is large or has to be compiled, not every machine has all."""
    file = facts.files[row_of(experiment, facts).name]
    try:
        installed((file.distribution, *file.alternatives), python(experiment.heavy))
    except CouldNotLook as error:
        if experiment.heavy:
            print(f"{experiment.id} is left as it was: {error.message}", file=sys.stderr)
        return not experiment.heavy
    return True


def _shown(experiment: Experiment, facts: Facts, services: dict[str, Service]) -> Proof | None:
    try:
        proof = prove(experiment, facts, setting(services.get(experiment.service), experiment.heavy))
    except ForklintError as error:
        print(f"{experiment.id}: {error.message}\n{error.hint}", file=sys.stderr, flush=True)
        return None
    for line in _lines(proof):
        print(line, flush=True)
    return proof


def _lines(proof: Proof) -> Iterator[str]:
    yield f"{proof.experiment.id} {proof.version}: {'holds' if proof.holds else 'DOES NOT HOLD'}"
    yield from (f"  not seen: {claim.text}: {claim.seen}" for claim in proof.claims if not claim.holds)


def _entries(proofs: list[Proof], facts: Facts) -> dict[str, Entry]:
    """By row; where several experiments speak of one, each adds its claims."""
    found: dict[str, Entry] = {}
    for proof in proofs:
        row = row_of(proof.experiment, facts).name
        entry = found.setdefault(row, _entry(proof, facts.files[row].distribution))
        claims = [asdict(claim) for claim in proof.claims]
        entry["claims"] += [claim for claim in claims if claim not in entry["claims"]]
    return found


def _entry(proof: Proof, distribution: str) -> Entry:
    return {
        "distribution": distribution,
        "version": proof.version,
        "python": _python_version(python(proof.experiment.heavy)),
        "date": datetime.now(timezone.utc).date().isoformat(),
        "experiment": proof.experiment.id,
        "claims": [],
    }


def _python_version(interpreter: str) -> str:
    if Path(interpreter) == Path(sys.executable):
        return platform.python_version()
    done = subprocess.run([interpreter, "-V"], capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]


if __name__ == "__main__":
    sys.exit(main())
