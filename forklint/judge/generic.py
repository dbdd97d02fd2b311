"""Rows for what real processes hold and no library's facts explain: an inherited pipe is a finding all the same."""

from __future__ import annotations

from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import TypeFact
from forklint.model.finding import Finding
from forklint.model.observation import Observation
from forklint.model.resource import Kind

OWN = "forklint."
"""Rows of `rules/facts/forklint.toml` stand for no library."""
FOR_KIND = {
    Kind.CONNECTION: "forklint.connection",
    Kind.POOL: "forklint.connection",
    Kind.CHANNEL: "forklint.connection",
    Kind.SOCKET: "forklint.descriptor.socket",
    Kind.THREAD: "threading.Thread",
    Kind.EXECUTOR: "concurrent.futures.ThreadPoolExecutor",
    Kind.PROCESS: "forklint.process",
    Kind.EVENT_LOOP: "forklint.descriptor.epoll",
    Kind.NATIVE_THREADS: "forklint.native-threads",
    Kind.FILE: "forklint.file.reading",
    Kind.DATABASE: "forklint.database",
    Kind.LOCK: "threading.Lock",
    Kind.RANDOM: "random.Random",
    Kind.IDENTITY: "os.getpid",
    Kind.DEVICE: "forklint.device",
}
"""What judges a probe's observation whose own type has no rule. Nothing is said of signal handlers by kind alone."""


def row_of(facts: Facts, observation: Observation) -> TypeFact | None:
    """The row that judges an observation; None where it is no resource.

    What the analyzer saw without a rule is no finding. What a probe saw is there, whether a fact explains it or not.
    """
    row = facts.type_named(observation.type_name)
    if (row is not None and row.rule) or observation.evidence != "probe":
        return row
    return facts.type_named(FOR_KIND.get(observation.resource.kind, ""))


def is_generic(finding: Finding) -> bool:
    """Whether nothing but the sort of thing is known: a bare socket or thread that some library may own."""
    library = finding.resource.library if finding.resource else ""
    return finding.type_name.startswith(OWN) or library in ("", "python")
