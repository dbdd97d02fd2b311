"""`forklint facts`: the libraries that forklint knows."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from forklint.cli.commands import Command
from forklint.cli.options import add_format
from forklint.cli.streams import standard_output
from forklint.config import read_configuration
from forklint.knowledge.decode import read_toml
from forklint.knowledge.locate import rules_folder
from forklint.knowledge.schema import FactsFile
from forklint.plugins import facts_folders

DESCRIPTION = "Lists the libraries that forklint knows: distribution, import names, and how many types and calls."


def _configure(parser: argparse.ArgumentParser) -> None:
    add_format(parser, ["text", "json"], "text")


def _run(options: argparse.Namespace) -> int:
    folders = [rules_folder() / "facts", *map(Path, (*facts_folders(), *read_configuration(Path.cwd()).facts))]
    listed = [_row(path) for folder in folders for path in sorted(folder.glob("*.toml"))]
    stream = standard_output(utf8=options.output_format == "json")
    if options.output_format == "json":
        import msgspec

        stream.write(msgspec.json.format(msgspec.json.encode(listed), indent=2).decode() + "\n")
        return 0
    for row in sorted(listed, key=lambda row: str(row["distribution"]).lower()):
        stream.write(
            f"{row['distribution']}  ({', '.join(row['modules'])})  {row['types']} types, {row['calls']} calls\n"
        )
    return 0


def _row(path: Path) -> dict[str, Any]:
    file = read_toml(path, FactsFile)
    return {
        "distribution": file.distribution,
        "modules": file.modules,
        "types": len(file.type),
        "calls": len(file.call),
        "source": file.source,
        "file": str(path),
    }


COMMAND = Command(DESCRIPTION, _configure, _run)
