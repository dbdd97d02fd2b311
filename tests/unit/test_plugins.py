"""Facts that installed libraries ship."""

from __future__ import annotations

from pathlib import Path

from forklint.plugins import facts_folders
from tests.unit.trees import write

ENTRY = (
    "[console_scripts]\nacme = acme:main\n\n[forklint.facts]\n# theirs\nacme = acme.forklint_facts\n\n[other]\nx = y\n"
)


def test_entry_points_name_folders(tmp_path: Path) -> None:
    write(tmp_path, {"acme-1.0.dist-info/entry_points.txt": ENTRY, "acme/forklint_facts/acme.toml": ""})
    assert facts_folders([str(tmp_path)]) == (str(tmp_path / "acme" / "forklint_facts"),)


def test_what_is_not_there_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"acme-1.0.dist-info/entry_points.txt": ENTRY, "other-1.0.dist-info/METADATA": ""})
    assert facts_folders([str(tmp_path), str(tmp_path / "nowhere")]) == ()


def test_nothing_is_imported(tmp_path: Path) -> None:
    write(tmp_path, {"acme-1.0.dist-info/entry_points.txt": ENTRY, "acme/__init__.py": "raise SystemExit\n"})
    write(tmp_path, ["acme/forklint_facts/acme.toml"])
    assert len(facts_folders([str(tmp_path)])) == 1
