"""The commands that README.md and docs/ show print what is shown below them (marks: `scripts/doc_commands.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.doc_commands import ROOT, Block, Command, MarkMissing, blocks, pages, run

ALL = [block for page in pages() for block in blocks(page)]


@pytest.mark.parametrize("block", [block for block in ALL if not block.why_not], ids=str)
def test_commands_print_what_the_page_shows(block: Block) -> None:
    for number, command in enumerate(block.commands, 1):
        status, printed = run(command, ROOT / block.folder)
        assert status == (block.status if number == len(block.commands) else 0), "\n".join(printed)
        assert command.agrees(printed), f"$ {command.text}\n" + "\n".join(printed)


def test_the_main_job_is_shown_and_run() -> None:
    shown = [command.text for block in ALL if not block.why_not for command in block.commands]
    assert any(text.startswith("forklint check") for text in shown)


def test_dots_stand_for_any_lines() -> None:
    assert Command("x", ("a", "...", "d")).agrees(["a", "b", "c", "d"])
    assert not Command("x", ("a", "...", "d")).agrees(["a", "b", "c"])
    assert not Command("x", ("a",)).agrees(["a", "b"])


@pytest.mark.parametrize("before", ["", "Run this:", "<!-- run somehow -->"])
def test_a_block_without_a_mark_is_refused(before: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n{before}\n```console\n$ true\n```\n", encoding="utf-8")
    with pytest.raises(MarkMissing):
        list(blocks(page))
