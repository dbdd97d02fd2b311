"""The function that a line belongs to, from the code that was executed: `tracemalloc` remembers only lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import CodeType, ModuleType
from typing import Any

MODULE = "<module>"


def name_of(module: ModuleType | None, file: str, line: int) -> str:
    """Name of the function or class whose body has this line; the module's own where it is in none."""
    return _names(module, file).get(line, MODULE)


@lru_cache(maxsize=256)
def _names(module: ModuleType | None, file: str) -> dict[int, str]:
    found: dict[int, str] = {}
    try:
        _collect(_code(module, file), found)
    except Exception:  # gone, changed, or of a loader that knows no code
        found.clear()
    return found


def _code(module: ModuleType | None, file: str) -> CodeType:
    """As the import left it beside its source; compiled where it was no import."""
    if module is not None:
        loader: Any = module.__loader__
        code: CodeType = loader.get_code(module.__name__)
        return code
    with open(file, "rb") as stream:
        return compile(stream.read(), file, "exec")


def _collect(code: CodeType, found: dict[int, str]) -> None:
    """Inner code wins, but for the line that defines it: that is executed by the outer one."""
    lines = set(_lines(code))
    for line in lines:
        if line != code.co_firstlineno or len(lines) == 1 or line not in found:
            found[line] = code.co_name
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            _collect(constant, found)


def _lines(code: CodeType) -> Iterator[int]:
    if hasattr(code, "co_lines"):
        yield from (line for _, _, line in code.co_lines() if line)
        return
    line = code.co_firstlineno  # Python 3.9
    yield line
    for step in code.co_lnotab[1::2]:
        line += step - 256 if step > 127 else step
        yield line
