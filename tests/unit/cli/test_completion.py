"""`forklint --print-completion`, as shells hear it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from forklint.cli.main import main

WORDS = {
    "forklint dep": ["deployments"],
    "forklint check --outp": ["--output-format"],
    "forklint check --output-format sar": ["sarif"],
    "forklint check --select FL10": [f"FL10{number}" for number in range(1, 7)],
    "forklint probe --server gu": ["gunicorn"],
    "forklint rule FL102": ["FL102"],
    "forklint facts verify dbut": ["dbutils"],
    "forklint check sho": ["shop"],
    "forklint check --baseline kno": ["known.json"],
    "forklint check --cache-dir s": ["shop"],
}
BASH = """
source {script}
COMP_WORDS=({line})
COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_shtab_forklint
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
FISH = "source {script}; complete --do-complete '{line}'"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    (tmp_path / "known.json").touch()
    return tmp_path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_every_shell_gets_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--print-completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(word in script for word in ("min-confidence", "FL102", "sqlalchemy", "gunicorn"))


@pytest.mark.parametrize(("shell", "program"), [("bash", BASH), ("fish", FISH)])
def test_what_a_shell_offers(shell: str, program: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not (found := shutil.which(shell)):
        pytest.skip(f"there is no {shell}")
    main(["--print-completion", shell])
    (script := folder / "script").write_text(capsys.readouterr().out, encoding="utf-8")
    assert {line: _offered(found, program.format(script=script, line=line), folder) for line in WORDS} == WORDS


def _offered(shell: str, program: str, folder: Path) -> list[str]:
    done = subprocess.run([shell, "-c", program], cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return [line.partition("\t")[0].rstrip("/") for line in done.stdout.splitlines()]
