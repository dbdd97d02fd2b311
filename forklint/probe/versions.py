"""Which version of a library the probed process had at hand."""

from __future__ import annotations


class Versions:
    """Looks where the application's interpreter looks."""

    def __init__(self, path: list[str]) -> None:
        self._path = path
        self._known: dict[str, str] = {}

    def of(self, names: tuple[str, ...]) -> str:
        """The version of the first of these distributions that is installed; empty for the standard library."""
        return next(filter(None, map(self._of, names)), "")

    def _of(self, distribution: str) -> str:
        if distribution not in self._known:
            from importlib.metadata import distributions  # a clean probe has no version to tell

            found = distributions(name=distribution, path=self._path) if distribution != "python" else ()
            self._known[distribution] = next((str(one.version) for one in found), "")
        return self._known[distribution]
