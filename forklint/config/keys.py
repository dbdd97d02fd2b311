"""The keys of a configuration file: one row each; reading, the JSON schema and `--show-settings` go by them."""

from __future__ import annotations

from dataclasses import dataclass

from forklint.config.kinds import (
    CODES,
    DEPLOYMENTS,
    FLAG,
    FLAG_OR_TEXT,
    PER_FILE,
    SEVERITIES,
    TEXT,
    TEXTS,
    Kind,
    one_of,
)


@dataclass(frozen=True, slots=True)
class Key:
    """One key."""

    name: str
    kind: Kind
    meaning: str
    is_path: bool = False
    """Whether its texts are paths, which count from the file's folder."""

    @property
    def field(self) -> str:
        """Its name in `Configuration`."""
        return self.name.replace("-", "_")


TABLE = (
    Key("targets", TEXTS, "what to look at where the command line names nothing"),
    Key("select", CODES, "only rules whose code begins so"),
    Key("ignore", CODES, "rules to leave out; wins over select"),
    Key("per-file-ignores", PER_FILE, "patterns as in .gitignore, each with the rules to leave out in its files"),
    Key("severity", SEVERITIES, "severities in place of the rules' own, by code or its beginning"),
    Key("fail-on", one_of("error", "warning", "info", "never"), "exit with 1 from this severity on"),
    Key("min-confidence", one_of("high", "medium", "low"), "leave out what is less sure"),
    Key("require-reason", FLAG, "comments that silence a finding must say why"),
    Key("baseline", TEXT, "file with the findings that are known and do not count", is_path=True),
    Key("facts", TEXTS, "folders with facts files of your own", is_path=True),
    Key("follow", TEXTS, "import names of installed packages that are opened as if they were the application's"),
    Key("exclude", TEXTS, "patterns as in .gitignore: files to leave out of folders"),
    Key("deployments", DEPLOYMENTS, "command lines that serve the application, in place of all that is found"),
    Key("python", TEXT, "the application's interpreter or virtual environment"),
    Key("cache", FLAG_OR_TEXT, "whether results are remembered, or the folder for them", is_path=True),
)
KEYS = tuple(key.name for key in TABLE)
