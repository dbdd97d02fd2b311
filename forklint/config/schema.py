"""The JSON schema of a configuration file: shipped beside this module, for editors."""

from __future__ import annotations

import json
from pathlib import Path

from forklint.config.keys import TABLE

SHIPPED = Path(__file__).with_name("forklint.schema.json")


def document() -> str:
    """The schema that the keys make."""
    properties = {key.name: {"description": key.meaning, **key.kind.schema} for key in TABLE}
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",  # what editors and validate-pyproject read
        "$id": "urn:forklint:configuration",
        "title": "forklint.toml, and [tool.forklint] in pyproject.toml",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return json.dumps(schema, indent=2) + "\n"
