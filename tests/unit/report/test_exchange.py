"""Formats for other programs: SARIF, GitHub, GitLab, JUnit, markdown."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as xml

import jsonschema  # type: ignore[import-untyped]
import pytest

from forklint.model.deployment import Deployment
from forklint.model.levels import Severity, Ternary
from forklint.model.place import Gap, Place
from forklint.model.report import Report
from forklint.report.registry import FORMATS, Context
from tests.unit.made import PROOF, cleared, finding, gap, report

SCHEMA = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
ODD = '50 %, <b>|`x` & "q"\r\n::error::@all [a](b) ü\ufffe'
FULL = report(
    finding(evidence=("static", "probe"), proof=(PROOF,)),
    finding(
        place=Place("/usr/lib/odd é#%:,.py", 7), message=ODD, trace=(), fingerprint="f00d-2", severity=Severity.INFO
    ),
    gaps=(gap(), Gap(Place("", 0), ODD)),
    cleared=(cleared(),),
    evidence=("static", "probe"),
)
UNLOADED = report(deployments=(Deployment("gunicorn", Ternary.NO),))
REPORTS = {"full": FULL, "empty": report(), "gaps": report(gaps=(gap(),)), "unloaded": UNLOADED}


def written(name: str, made: Report) -> str:
    stream = io.StringIO()
    FORMATS[name]()(made, Context(stream, Path()))
    return stream.getvalue()


def sarif(made: Report) -> dict[str, Any]:
    log = json.loads(written("sarif", made))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


@pytest.mark.parametrize("made", REPORTS.values(), ids=list(REPORTS))
def test_sarif_follows_the_official_schema(made: Report) -> None:
    assert len(sarif(made)["results"]) == len(made.findings)


def test_a_result_of_sarif() -> None:
    run = sarif(FULL)
    first, odd = run["results"]
    assert (first["ruleId"], first["level"]) == ("FL102", "error")
    assert first["partialFingerprints"] == {"forklint/v1": "f00d"}
    assert first["properties"]["proof"] == [PROOF]
    (place,) = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "app/db.py", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 21},
    }
    steps = first["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [step["location"]["message"]["text"] for step in steps] == ["imports app.db", "makes it: Pool()"]
    address = odd["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "file:///usr/lib/odd%20%C3%A9%23%25%3A%2C.py"
    assert "codeFlows" not in odd


def test_rules_gaps_and_cleared_findings_of_sarif() -> None:
    run = sarif(FULL)
    (known,) = run["tool"]["driver"]["rules"]
    assert known["id"] == "FL102"
    assert "What to do" in known["help"]["markdown"]
    (invocation,) = run["invocations"]
    told = [(note["level"], note["message"]["text"]) for note in invocation["toolExecutionNotifications"]]
    assert told[0] == ("warning", "not looked at: cannot be parsed: invalid syntax")
    assert told[-1] == ("note", "FL102 cleared by the probe: a hook closed it")


def test_github_escapes_what_it_would_obey() -> None:
    lines = written("github", FULL).splitlines()
    assert lines[0].startswith(
        "::error file=app/db.py,line=3,endLine=3,col=8,endColumn=21,title=FL102 pool-filled-before-fork::`acme.Pool`"
    )
    assert lines[1].startswith("::notice file=/usr/lib/odd é#%25%3A%2C.py,line=7,title=FL102")
    assert '::50 %25, <b>|`x` & "q"%0D%0A::error::@all' in lines[1]
    assert "::debug::app/db.py:3 FL102 cleared: a hook closed it" in lines
    assert lines[-1] == "forklint: 1 error, 1 info, 2 places not looked at"


def test_gitlab() -> None:
    first, odd, hole, nowhere = json.loads(written("gitlab", FULL))
    assert first == {
        "description": "FL102 `acme.Pool` fills its pool",
        "check_name": "FL102",
        "fingerprint": "f00d",
        "severity": "critical",
        "location": {"path": "app/db.py", "lines": {"begin": 3, "end": 3}},
    }
    assert odd["severity"] == "info"
    assert hole["check_name"] == "not-looked-at"
    assert nowhere["location"]["lines"]["begin"] == 1
    assert len({issue["fingerprint"] for issue in (first, odd, hole, nowhere)}) == 4
    assert json.loads(written("gitlab", report())) == []


@pytest.mark.parametrize("made", REPORTS.values(), ids=list(REPORTS))
def test_junit_counts_what_it_holds(made: Report) -> None:
    (suite,) = xml.fromstring(written("junit", made))
    assert suite.get("tests") == str(len(suite.findall("testcase"))) != "0"
    assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
    assert suite.get("skipped") == str(len(suite.findall("testcase/skipped"))) == str(len(made.gaps))


def test_junit_shows_findings() -> None:
    suites = xml.fromstring(written("junit", FULL))
    (failure,) = suites.iter("failure")
    assert failure.get("type") == "error"
    assert PROOF in (failure.text or "")
    assert [out.text for out in suites.iter("system-out")][-1] == "cleared by the probe: a hook closed it"


def test_markdown_keeps_words_as_words() -> None:
    text = written("markdown", FULL)
    assert "#### error FL102 pool\\-filled\\-before\\-fork at `app/db.py:3:8`" in text
    assert "50 %, &lt;b&gt;\\|`x` &amp;" in text
    assert "@all" not in text
    assert "\\[a\\]\\(b\\)" in text
    assert "Cleared by the probe: 1" in text
    assert "Not looked at: 2" in text
    assert "1\\. " not in text


def test_markdown_fits_into_a_comment() -> None:
    text = written("markdown", report(*(finding(message="x" * 900) for _ in range(200))))
    assert len(text) < 65_536
    assert "more are left out here" in text


@pytest.mark.parametrize("name", ["github", "markdown", "junit"])
def test_a_master_that_does_not_preload_is_named(name: str) -> None:
    assert "the master forks before it loads" in written(name, UNLOADED)
