"""The use case: targets in, report out. The only room that knows how deploy, static, probe and judge fit together.

Its parts are imported when they are used: a run that is answered from the cache needs none but the first.
"""

from forklint.check.request import LOAD_SECONDS, CheckRequest, Notice, Outcome, ProbeOptions
from forklint.check.statically import check, load_time

__all__ = ["LOAD_SECONDS", "CheckRequest", "Notice", "Outcome", "ProbeOptions", "check", "load_time"]
