"""Finds a dotted name below the folders that Python would search."""

from __future__ import annotations

from pathlib import Path

_LONGEST, _LONGEST_PATH = 250, 2000
"""Characters of a file's name, and of a path below a folder, beyond which file systems give an error."""
_NEAR = 0.7
"""How alike a name must be that was meant: three of four letters."""


def search_folders(cwd: Path) -> list[Path]:
    """The current folder, and `src/` in it where that is no package."""
    source = cwd / "src"
    return [cwd, source] if source.is_dir() and not (source / "__init__.py").exists() else [cwd]


def find_module(name: str, folders: list[Path]) -> tuple[Path, Path] | None:
    """The search folder and the file (or, for a package, the folder) that a dotted name leads to.

    As in Python a regular package wins over a module, a module over a namespace package, and an earlier folder
    over a later one.
    """
    if "/" in name or "\\" in name:
        return None
    parts = name.split(".")
    if max(map(len, parts)) > _LONGEST or len(name) > _LONGEST_PATH:
        return None
    for folder in folders:
        path = folder.joinpath(*parts)
        if (path / "__init__.py").is_file():
            return folder, path
        if path.with_name(f"{parts[-1]}.py").is_file():
            return folder, path.with_name(f"{parts[-1]}.py")
    return next(((folder, folder.joinpath(*parts)) for folder in folders if folder.joinpath(*parts).is_dir()), None)


def module_file(name: str, folders: list[Path]) -> Path | None:
    """The file that importing a dotted name executes; None where there is none."""
    found = find_module(name, folders)
    return file_of(found[1]) if found else None


def file_of(path: Path) -> Path | None:
    """What importing the file, or the package in the folder, executes; None where that is nothing."""
    file = path / "__init__.py" if path.is_dir() else path
    return file if file.is_file() else None


def near_module(name: str, folders: list[Path]) -> str:
    """The module that is spelt most like a name that leads nowhere; empty where none is."""
    near = ".".join(_nearest(name.split("."), folders, ".py"))
    return near if near != name and find_module(near, folders) else ""


def near_path(text: str, cwd: Path) -> str:
    """The file or folder that is spelt most like a path that leads nowhere; empty where none is."""
    return "/".join(_nearest(text.rstrip("/").split("/"), [cwd], ""))


def _nearest(parts: list[str], folders: list[Path], ending: str) -> list[str]:
    """What is there in place of each part, in either case; nothing where one part is like nothing."""
    from difflib import get_close_matches

    found: list[str] = []
    for part in parts:
        beside = [folder.joinpath(*found) for folder in folders]
        inside = [path.name.removesuffix(ending) for folder in beside if folder.is_dir() for path in folder.iterdir()]
        names = {name.lower(): name for name in sorted(inside)} | {name: name for name in (*inside, ".", "..")}
        close = [part] if part in names else get_close_matches(part.lower(), names, 1, _NEAR)
        if not close:
            return []
        found.append(names[close[0]])
    return found
