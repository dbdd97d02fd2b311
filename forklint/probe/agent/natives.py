"""Whose native thread is it? The shared library whose code it executes, read from its stack (Linux).

A thread that waits is inside the C library, called by whoever made it. `/proc/self/task/*/syscall` tells where its
stack ends; the first return address on it that lies in another library names that library.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable

from . import descriptors

DEEPEST = 1 << 15
"""Bytes of a stack that are looked at."""
_COMMON = ("libc.", "libc-", "libpthread", "ld-", "libstdc++", "libc++", "libgcc_s", "libm.", "libdl")
"""Libraries that all others call, by the beginnings of their names."""

Range = tuple[int, int, str]
"""First address, the one behind the last, file."""


def libraries(tasks: Iterable[int]) -> dict[int, str]:
    """Native thread -> path of its library; without those that are running right now, or that nothing is known of."""
    wanted = {task: pointer for task in tasks if (pointer := _stack_pointer(task))}
    if not wanted:
        return {}
    mapped = _mapped()
    code = [one for one in mapped if one[2]]
    with open("/proc/self/mem", "rb", buffering=0) as memory:
        found = {task: _caller(_stack(memory.fileno(), pointer, mapped), code) for task, pointer in wanted.items()}
    return {task: library for task, library in found.items() if library}


def _stack_pointer(task: int) -> int:
    try:
        with open(f"{descriptors.TASKS}/{task}/syscall", "rb") as stream:
            return int(stream.read().split()[-2], 16)
    except (OSError, ValueError, IndexError):  # it has ended, or runs
        return 0


def _mapped() -> list[Range]:
    """All of the address space in order; a file only where it is executable and no common library."""
    found = []
    with open("/proc/self/maps", "rb") as stream:
        for line in stream:
            words = line.split(None, 5)
            first, _, last = words[0].partition(b"-")
            path = os.fsdecode(words[5].rstrip(b"\n")) if len(words) > 5 and b"x" in words[1] else ""
            own = path.startswith("/") and not os.path.basename(path).startswith(_COMMON)
            found.append((int(first, 16), int(last, 16), path if own else ""))
    return found


def _stack(memory: int, pointer: int, mapped: list[Range]) -> bytes:
    """What lies above a stack pointer, up to the end of the stack."""
    here = _at(pointer, mapped)
    try:
        return os.pread(memory, min(here[1] - pointer, DEEPEST), pointer) if here is not None else b""
    except OSError:
        return b""


def _caller(stack: bytes, code: list[Range]) -> str:
    size = struct.calcsize("P")
    for (address,) in struct.iter_unpack("P", stack[: len(stack) // size * size]):
        here = _at(address, code)
        if here is not None:
            return here[2]
    return ""


def _at(address: int, ranges: list[Range]) -> Range | None:
    """The range that an address lies in. By hand: the application may have a module of its own called `bisect`."""
    low, high = 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        if ranges[middle][1] <= address:
            low = middle + 1
        else:
            high = middle
    return ranges[low] if low < len(ranges) and ranges[low][0] <= address else None
