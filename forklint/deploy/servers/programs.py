"""Python programs that start a server by themselves: `python serve.py`, with a class of gunicorn's or `uvicorn.run`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from forklint.deploy.invocation import Word
from forklint.deploy.servers.entries import Named, of_file, spelled
from forklint.deploy.servers.loading import EXISTS, method, preloads, settings
from forklint.deploy.servers.start import Start
from forklint.knowledge.servers import configuration_hooks, servers
from forklint.model.deployment import Deployment, Hook
from forklint.model.levels import Ternary
from forklint.model.place import Gap, Place

_BASES = {
    "gunicorn.app.base.BaseApplication", "gunicorn.app.base.Application", "gunicorn.app.wsgiapp.WSGIApplication",
}  # fmt: skip
_CALLS = {"uvicorn.run": "uvicorn", "waitress.serve": "waitress"}


def read(start: Start) -> tuple[Deployment, ...]:
    """What a script, or a package with `__main__.py`, serves; nothing where it starts no server that is known."""
    path = _program(start)
    if path is None:
        return ()
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source) if any(name in source for name in ("gunicorn.app", "uvicorn", "waitress")) else None
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return ()  # reading the application says so
    return _Program(start, path, _names(tree)).served(tree) if tree else ()


def _program(start: Start) -> Path | None:
    text = start.invocation.words[0].text
    if text.endswith(".py"):
        return start.located(text)
    return start.module(f"{text}.__main__") or start.module(text)


def _names(tree: ast.Module) -> dict[str, str]:
    """What the names that import statements bind stand for."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            top = {one.name.partition(".")[0] for one in node.names if not one.asname}
            names.update({one.asname: one.name for one in node.names if one.asname} | {name: name for name in top})
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.update({one.asname or one.name: f"{node.module}.{one.name}" for one in node.names})
    return names


@dataclass(frozen=True, slots=True)
class _Program:
    """One file that starts a server."""

    start: Start
    path: Path
    names: dict[str, str] = field(default_factory=dict)

    def served(self, tree: ast.Module) -> tuple[Deployment, ...]:
        """One deployment: of a subclass of gunicorn's application, else of a call that serves."""
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and self._is_gunicorn(node)]
        if classes:
            return (self._gunicorn(tree, classes[0]),)
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and self._dotted(node.func) in _CALLS]
        return (self._called(calls[0]),) if calls else ()

    def _is_gunicorn(self, node: ast.ClassDef) -> bool:
        return any(self._dotted(base) in _BASES for base in node.bases)

    def _dotted(self, node: ast.expr) -> str:
        """`gunicorn.app.base.BaseApplication`, by whatever name the file knows it."""
        if isinstance(node, ast.Attribute):
            return f"{self._dotted(node.value)}.{node.attr}"
        return self.names.get(node.id, node.id) if isinstance(node, ast.Name) else ""

    def _gunicorn(self, tree: ast.Module, cls: ast.ClassDef) -> Deployment:
        options = dict(settings(tree))
        preload, note = preloads(cls, options.get("preload_app"))
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        run = next((call for call in calls if self._dotted(call.func) == cls.name), None)
        named = Named() if note == EXISTS else self._entry(run)
        if preload is Ternary.NO and not named.entries:
            preload = Ternary.YES  # of the program itself, which is what the entry is then
        deployment = self._deployment("gunicorn", preload, note, named, run or cls)
        load = method(cls, "load")
        called = load is not None and not note and preload is Ternary.YES
        return replace(
            deployment,
            gaps=(*deployment.gaps, *([self._unfollowed(load)] if load and called else [])),
            workers=_text(options.get("workers")),
            worker_class=_text(options.get("worker_class")),
            hooks=tuple(self._hooks(tree, options)),
        )

    def _unfollowed(self, load: ast.FunctionDef) -> Gap:
        where = Place(self.start.shown(self.path), load.lineno)
        return self.start.gap("load() is called in the master, and what it does is not followed", where)

    def _entry(self, run: ast.Call | None) -> Named:
        """`Standalone("shop.wsgi:app", options)`: a text that is an entry spec."""
        texts = [one.value for one in run.args if isinstance(one, ast.Constant)] if run else []
        found = next((one for one in texts if isinstance(one, str) and ":" in one), "")
        return spelled(self.start, Word(found), "") if found else Named()

    def _hooks(self, tree: ast.Module, options: dict[str, ast.expr]) -> Iterator[Hook]:
        """Functions of the file that its settings name."""
        lines = {node.name: node.lineno for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for name in configuration_hooks("gunicorn"):
            value = options.get(name)
            if isinstance(value, ast.Name) and value.id in lines:
                yield Hook(name, Place(self.start.shown(self.path), lines[value.id]))

    def _called(self, call: ast.Call) -> Deployment:
        """`uvicorn.run("shop:app", workers=4)`: never preloaded."""
        server = _CALLS[self._dotted(call.func)]
        first = call.args[0] if call.args else None
        text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
        named = spelled(self.start, Word(text), "app") if text else Named()
        deployment = self._deployment(server, Ternary.NO, servers()[server].why, named, call)
        keywords = {one.arg: one.value for one in call.keywords if one.arg}
        return replace(deployment, workers=_text(keywords.get("workers")))

    def _deployment(
        self, server: str, preload: Ternary, note: str, named: Named, node: ast.ClassDef | ast.Call
    ) -> Deployment:
        """What the program itself loads stands for the application where it names no other."""
        entry = named if named.entries else of_file(self.start, self.path.as_posix(), "")
        return Deployment(
            server,
            preload,
            source=Place(self.start.shown(self.path), node.lineno),
            entries=entry.entries,
            command=self.start.place,
            folder=self.start.folder.as_posix(),
            imports=self.start.imports([self.path.parent.as_posix()], self.start.folder),
            environment=self.start.variables(),
            gaps=entry.gaps,
            note=note,
        )


def _text(node: ast.expr | None) -> str:
    """A constant; empty for what is computed."""
    return str(node.value) if isinstance(node, ast.Constant) and node.value is not None else ""
