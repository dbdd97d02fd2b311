"""Which file or folder of the tree a path is, as it is written for another machine or for a container."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from forklint.deploy.walk import Tree, join


@dataclass(frozen=True, slots=True)
class Mapped:
    """Folders of a container, and what was copied there: container path -> absolute path in the tree."""

    tree: Tree
    copied: Mapping[str, str] = field(default_factory=dict)

    def folder(self, path: str, start: str = "") -> str:
        """The absolute folder of the tree that a path means; empty where none does.

        A folder of another machine, to which nothing was copied, is the longest end of its path that is in the tree.
        """
        if not path.startswith("/"):
            return self._existing(_joined(start or self.tree.top, path))
        for prefix in sorted(self.copied, key=len, reverse=True):
            if path == prefix or path.startswith(prefix.rstrip("/") + "/"):
                return self._existing(_joined(self.copied[prefix], path[len(prefix) :].strip("/")))
        return self._by_its_end(path)

    def file(self, path: str, start: str = "") -> str:
        """The file of the tree (relative to its top) that a path means; empty where none does."""
        relative = path.removeprefix("./")
        folder, _, name = relative.rpartition("/")
        if not relative.startswith("/"):
            for base in dict.fromkeys((start or self.tree.top, self.tree.top)):
                found = self._inside(_joined(base, relative))
                if self.tree.holds(found):
                    return found
        else:
            found = self._inside(_joined(self.folder(folder or "/"), name)) if self.folder(folder or "/") else ""
            if found and self.tree.holds(found):
                return found
        return self._ending(relative)

    def _ending(self, path: str) -> str:
        """A file in the tree whose path ends like this, the longest end first; a mere name must be the only one."""
        parts = [part for part in path.split("/") if part not in ("", ".", "..")]
        for start in range(len(parts) - 1):
            if self.tree.holds("/".join(parts[start:])):
                return "/".join(parts[start:])
        every = (*self.tree.files(), *self.tree.descriptive())
        named = [file for file in every if file.rpartition("/")[2] == parts[-1]]
        return named[0] if len(named) == 1 else ""

    def _by_its_end(self, path: str) -> str:
        parts = [part for part in path.split("/") if part]
        if not parts or parts[-1] == self.tree.top.rpartition("/")[2]:
            return self.tree.top
        for start in range(len(parts)):
            end = "/".join(parts[start:])
            if not self.tree.has(f"{end}/__init__.py") and (found := self._existing(join(self.tree.top, end))):
                return found
        return ""

    def _existing(self, path: str) -> str:
        inside = self._inside(path)
        folders = (*self.tree.folders, *self.tree.others)
        return path if any(f"{folder}/".startswith(f"{inside}/") or not inside for folder in folders) else ""

    def _inside(self, path: str) -> str:
        return path.removeprefix(self.tree.top).strip("/") if path.startswith(self.tree.top) else path


def _joined(base: str, path: str) -> str:
    parts = base.split("/")
    for part in path.split("/"):
        if part == ".." and len(parts) > 1:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return "/".join(parts)
