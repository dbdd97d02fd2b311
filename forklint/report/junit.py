"""JUnit XML, as Jenkins' schema `junit-10.xsd` has it: errors and warnings are failures."""

from __future__ import annotations

import re
from xml.etree import ElementTree as xml

from forklint.model.finding import Finding
from forklint.model.levels import Severity
from forklint.model.report import Report
from forklint.report.registry import Context
from forklint.report.words import explained, summary

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, escaped or not."""


def write(report: Report, context: Context) -> None:
    """Write one suite. Gaps are skipped tests, and what a probe cleared is a passed one, as is a clean report."""
    failing = sum(finding.severity is not Severity.INFO for finding in report.findings)
    cases = _cases(report)
    counts = {"name": "forklint", "tests": str(len(cases)), "failures": str(failing), "errors": "0"}
    suites = xml.Element("testsuites", counts)
    suite = xml.SubElement(suites, "testsuite", {**counts, "skipped": str(len(report.gaps))})
    suite.extend(cases)
    xml.indent(suites)
    text = xml.tostring(suites, encoding="unicode")
    context.stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n')


def _cases(report: Report) -> list[xml.Element]:
    cases = [_finding(finding) for finding in report.findings]
    for item in report.cleared:
        case = _case(item.finding.place.path, f"{item.finding.rule} {item.finding.name} at {item.finding.place}")
        xml.SubElement(case, "system-out").text = _clean(f"cleared by the probe: {item.why}")
        cases.append(case)
    for gap in report.gaps:
        case = _case(gap.place.path, f"not looked at: {gap.place}")
        xml.SubElement(case, "skipped", {"message": _clean(gap.what)})
        cases.append(case)
    return cases or [_case("forklint", summary(report))]


def _finding(finding: Finding) -> xml.Element:
    """What is worth knowing only does not fail, as it does not fail the run by default."""
    place = f"{finding.place}:{finding.place.column + 1}"
    case = _case(finding.place.path, f"{finding.rule} {finding.name} at {place}")
    trail = "".join(f"\n{step.place}: {step.what}" for step in finding.trace)
    text = _clean(f"{place}: {explained(finding)}\n{trail}")
    if finding.severity is Severity.INFO:
        xml.SubElement(case, "system-out").text = text
    else:
        failure = {"type": finding.severity.value, "message": _clean(finding.message)}
        xml.SubElement(case, "failure", failure).text = text
    return case


def _case(classname: str, name: str) -> xml.Element:
    return xml.Element("testcase", {"name": _clean(name), "classname": _clean(classname), "time": "0"})


def _clean(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
