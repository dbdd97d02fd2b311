"""The shape of what `rules/` holds: facts (`docs/adding-a-fact.md`), rules and servers.

Every struct refuses unknown keys, so that a misspelt key is an error that names file, row and key.
"""

from forklint.knowledge.schema.call import CallFact
from forklint.knowledge.schema.facts import Duck, FactsFile, ImportFact, SubclassFact
from forklint.knowledge.schema.row import Argument, Condition, Goodbye, Healing, NoHelp, Row, StateWord
from forklint.knowledge.schema.rule import Case, RuleFile
from forklint.knowledge.schema.server import Hook, Options, ServerFile, Settings
from forklint.knowledge.schema.type import TypeFact

__all__ = [
    "Argument",
    "CallFact",
    "Case",
    "Condition",
    "Duck",
    "FactsFile",
    "Goodbye",
    "Healing",
    "Hook",
    "ImportFact",
    "NoHelp",
    "Options",
    "Row",
    "RuleFile",
    "ServerFile",
    "Settings",
    "StateWord",
    "SubclassFact",
    "TypeFact",
]
