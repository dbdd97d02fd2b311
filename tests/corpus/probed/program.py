"""The program of a case in a folder, so that it can be loaded: with models, settings and addresses of real servers."""

from __future__ import annotations

from pathlib import Path

from tests import programs
from tests.corpus.case import Case
from tests.corpus.probed.runs import Run


def variants(case: Case) -> dict[str, str]:
    """Name -> text: `faulty` and `repaired`, or `safe`."""
    if "code" in case:
        return {"safe": case["code"]}
    both = {"faulty": case["code_shape"], "repaired": case["fixed_shape"]}
    return {name: text for name, text in both.items() if text}


def shown(case: Case, variant: str, folder: Path) -> dict[str, list[str]]:
    """Write one variant as the corpus has it; its lines are those by which a verdict is judged."""
    return programs.write(folder, variants(case)[variant])


def write(case: Case, variant: str, run: Run, folder: Path) -> None:
    """Write one variant so that it can be loaded."""
    own = programs.split(variants(case)[variant])
    base = programs.split(case["code_shape"]) if run.overlay and variant == "repaired" else {}
    more = {**run.files, **(run.repaired if variant == "repaired" else {})}
    added = {name: text.strip("\n").splitlines() for name, text in more.items() if name not in own}
    for name, lines in {**base, **own, **added}.items():
        _write(folder, name, _replaced("\n".join(lines), run) + "\n")

def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if path.parent != folder:
        (path.parent / "__init__.py").touch()


def _replaced(text: str, run: Run) -> str:
    lines = text.count("\n")
    for old, new in run.replace:
        text = text.replace(old, new)
    if text.count("\n") != lines:
        raise ValueError(f"{run.id}: what is replaced moves the lines")
    return text
