"""What is wrong with the facts files of users: it is said after the result, which does without them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forklint.cli.streams import complain
from forklint.errors import KnowledgeError


def complaints(folders: Sequence[str]) -> int:
    """Say each on standard error; the result is the exit status, 0 where there are none."""
    if not folders:
        return 0
    from forklint.knowledge.decode import HINT
    from forklint.knowledge.facts import Facts

    here = f"{Path.cwd()}/"
    problems = [problem.replace(here, "", 1) for problem in Facts(tuple(map(Path, folders))).problems]
    return complain(KnowledgeError("\nforklint: ".join(problems), HINT)) if problems else 0
