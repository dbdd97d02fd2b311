"""Limits: over one, a value becomes unknown; never a crash, never a hang."""

from __future__ import annotations

DEPTH = 40
"""Calls of program functions inside one another."""
RECURSION = 8
"""Activations of one function inside itself."""
STEPS = 3_000_000
"""Statements and calls executed in one run."""
STEPS_PER_MODULE = 60_000
"""Statements and calls that one module's body may cost, its imports not counted."""
ITEMS = 256
"""Elements of a container that a loop visits one by one."""
LOOPS = 3
"""Rounds of a loop whose length is not known."""
QUIET_CALLS = 6
"""Calls of one function without any event, after which its last result stands for the next ones."""
LONG_QUIET_CALLS = 24
"""The same where arguments are functions, classes or library objects, which may make a call do something new."""
STACK = 12_000
"""Python's own recursion limit while the analyzer runs."""
