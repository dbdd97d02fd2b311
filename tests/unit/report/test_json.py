"""The JSON report, version 1."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import forklint
from forklint.model.deployment import Deployment, Entry
from forklint.model.levels import Severity, Ternary
from forklint.model.place import Place
from forklint.model.report import Report
from forklint.report.json import write
from forklint.report.registry import Context
from forklint.report.tidy import tidied
from tests.unit.made import PROOF, cleared, finding, gap, probe_summary, report


def written(made: Report) -> dict[str, Any]:
    stream = io.StringIO()
    write(made, Context(stream, Path()))
    document: dict[str, Any] = json.loads(stream.getvalue())
    return document


def test_the_whole_document() -> None:
    assert written(report(finding(), gaps=(gap(),))) == {
        "version": 1,
        "tool": {"name": "forklint", "version": forklint.__version__},
        "targets": ["."],
        "deployments": [
            {
                "server": "gunicorn",
                "preload": "yes",
                "assumed": False,
                "configuration": "gunicorn.conf.py",
                "source": {"path": "gunicorn.conf.py", "line": 3, "column": 0},
                "command": None,
                "also": [],
                "entries": [],
                "worker_class": None,
                "workers": None,
                "hooks": [],
                "note": "",
            }
        ],
        "findings": [
            {
                "rule": "FL102",
                "name": "pool-filled-before-fork",
                "severity": "error",
                "confidence": "high",
                "path": "app/db.py",
                "line": 3,
                "column": 7,
                "end_line": 3,
                "end_column": 20,
                "message": "`acme.Pool` fills its pool",
                "resource": {"kind": "pool", "library": "acme", "call": "acme.Pool", "state": "live"},
                "trace": [
                    {"path": "wsgi.py", "line": 1, "column": 0, "what": "imports app.db"},
                    {"path": "app/db.py", "line": 3, "column": 7, "what": "makes it: Pool()"},
                ],
                "remedy": "Open it in the worker.",
                "evidence": ["static"],
                "proof": [],
                "fingerprint": "f00d",
                "version": "1.2",
                "otherwise": "",
            }
        ],
        "cleared": [],
        "suppressed": [],
        "baseline": {"known": [], "stale": []},
        "gaps": [{"path": "app/odd.py", "line": 4, "what": "cannot be parsed: invalid syntax"}],
        "coverage": {"modules": 2, "functions": 3, "calls": 10, "unknown": 1},
        "probes": [],
        "summary": {"error": 1, "warning": 0, "info": 0},
    }


def test_severities_are_counted() -> None:
    severities = (Severity.INFO, Severity.WARNING, Severity.WARNING)
    made = report(*(finding(severity=severity) for severity in severities))
    assert written(made)["summary"] == {"error": 0, "warning": 2, "info": 1}


def test_a_finding_on_a_line_alone_ends_there() -> None:
    (found,) = written(report(finding(place=Place("gunicorn.conf.py", 7), resource=None)))["findings"]
    assert (found["line"], found["end_line"], found["column"], found["end_column"]) == (7, 7, 0, 0)
    assert found["resource"] is None


def test_an_assumed_deployment() -> None:
    entries = (Entry("shop", "make", calls=True, arguments="'x'"),)
    (found,) = written(report(deployments=(Deployment("", Ternary.YES, entries=entries, assumed=True),)))["deployments"]
    assert (found["server"], found["assumed"], found["source"]) == (None, True, None)
    assert found["entries"] == ["shop:make('x')"]


def test_names_that_are_no_utf8_can_be_written() -> None:
    made = tidied(report(finding(place=Place("caf\udce9.py", 1)), gaps=(gap("\udc80.py"),)))
    document = written(made)
    assert document["findings"][0]["path"] == "caf\\udce9.py"
    assert document["gaps"][0]["path"] == "\\udc80.py"


def test_what_a_probe_adds() -> None:
    both = finding(evidence=("static", "probe"), proof=(PROOF,))
    eyes = ("static", "probe")
    document = written(report(both, evidence=eyes, cleared=(cleared(),), probes=(probe_summary(),)))
    assert (document["findings"][0]["evidence"], document["findings"][0]["proof"]) == (["static", "probe"], [PROOF])
    assert document["cleared"] == [
        {
            "rule": "FL102",
            "name": "pool-filled-before-fork",
            "path": "app/db.py",
            "line": 3,
            "column": 7,
            "resource": {"kind": "pool", "library": "acme", "call": "acme.Pool", "state": "live"},
            "why": "a hook closed it",
            "fingerprint": "f00d",
        }
    ]
    assert document["probes"] == [
        {
            "entry": "shop:app",
            "server": "gunicorn",
            "server_version": "27.0.1",
            "python": "3.12.1",
            "workers": 2,
            "method": "F_DUPFD_QUERY",
            "load_seconds": 0.42,
            "seconds": 1.9,
            "modules": 14,
            "notes": ["a note"],
            "worth": None,
        }
    ]
    assert document["coverage"] is not None


def test_a_probe_alone_says_nothing_of_coverage() -> None:
    assert written(report(evidence=("probe",)))["coverage"] is None
