"""What is said of a comment that forklint does not understand: always how it is right."""

from __future__ import annotations

import pytest

from forklint.suppression.grammar import read


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        ("# forklint: ignore[FL201] why", ""),
        ("# forklint: ignore FL201, fl102", "codes stand in brackets behind `ignore`: `ignore[FL201, FL102]`"),
        ("# forklint: ignore-file: FL201", "codes stand in brackets behind `ignore-file`: `ignore-file[FL201]`"),
        ("# forklint: ignore(FL201)", "codes stand in brackets behind `ignore`: `ignore[FL201]`"),
        ("# forklint: ignore", "`ignore` needs the codes that it speaks of, such as `ignore[FL102]`"),
        ("# forklint: disable[FL201]", "`disable` means nothing here: there are `ignore`, `ignore-file`, `fork-safe`"),
        ("# forklint: ignore[FL2]", "`FL2` is a family of rules: name each code, so that a new"),
        ("# forklint: ignore[FL420]", "no rule has the code `FL420`: did you mean `FL402`?"),
        ("# forklint: ignore[thread-started-before-fork]", "no rule has the code `THREAD-STARTED-BEFORE-FORK`: did"),
        ("# noqa: FL201", "`FL201` is silenced by `# forklint: ignore[FL201]`, not by this comment"),
        ("# forklnt: fork-safe[FL201]", "`FL201` is silenced by `# forklint: fork-safe[FL201]`, not by this comment"),
    ],
)
def test_what_is_wrong(comment: str, problem: str) -> None:
    said = read(comment)
    assert said is not None
    assert said.problem.startswith(problem)
    assert bool(said.problem) is bool(problem)


@pytest.mark.parametrize("comment", ["# type: ignore[attr]", "# noqa: FL999", "# see FL201", "# ignore forklint"])
def test_what_is_no_comment_of_forklint(comment: str) -> None:
    assert read(comment) is None
