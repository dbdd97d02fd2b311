"""Room for the frames of the load, so that ours below them do not slow it down.

From 3.11 on CPython keeps frames in chunks of 16 KB, and maps and unmaps one each time that a call crosses the end of
the last. A few frames more at the bottom decide whether the application's import system stands on such an edge: that
cost a load of 0.8 s some 40 ms. A frame that asks for more than a chunk has gets a larger one, and those that it calls
share what is left of that.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

SLOTS = 33_000
"""What one frame asks for: CPython then maps 512 KB for it, of which nothing is touched before it is used."""


def roomy(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, whose callees all find room in one chunk."""
    if sys.version_info >= (3, 11):
        function.__code__ = function.__code__.replace(co_stacksize=SLOTS)
    return function
