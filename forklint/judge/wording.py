"""Fills a rule's message."""

from __future__ import annotations

from forklint.errors import KnowledgeError
from forklint.knowledge.schema import RuleFile
from forklint.model.observation import Observation


def message(rule: RuleFile, observation: Observation, instead: str = "") -> str:
    """The rule's message (or a row's own, in its stead) for one observation, with the detail that was seen.

    Raises KnowledgeError where the message has a placeholder that does not exist.
    """
    resource = observation.resource
    words = {
        "call": resource.call,
        "symbol": observation.symbol or resource.call.rpartition(".")[2],
        "library": resource.library,
        "state": resource.state.value,
        "kind": resource.kind.value,
    }
    try:
        text = (instead or rule.message).format_map(words)
    except (KeyError, IndexError, ValueError) as error:
        raise KnowledgeError(
            f"{rule.code}: message: {error} is no placeholder", f"Known: {', '.join(words)}."
        ) from error
    return f"{text} ({observation.detail})" if observation.detail else text
