"""The formats as readers of others understand them: `junitparser`, and a CommonMark parser with GitHub's tables."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from forklint.model.levels import Severity
from forklint.model.place import Gap, Place, Step
from forklint.model.report import Report
from tests.unit.made import cleared, finding, report
from tests.unit.report.test_exchange import REPORTS, written

MARKDOWN = MarkdownIt().enable(["table", "strikethrough"])
DRAWN = {"h3", "h4", "p", "code", "details", "summary", "ol", "ul", "li"}
HARD = [*"`|<>&*_[]()!#~\\-+@:. \n\tx1", "``", "~~~", "</details>", "<!--", "-->", "&lt;", "\n\n# ", "\n- ", "http://x.y"]
TEXTS = st.lists(st.sampled_from(HARD), min_size=1, max_size=20).map("".join)


class Drawn(HTMLParser):
    """What a page shows: its elements, and the text of its code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.code: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)
        if tag == "code":
            self.code.append("")

    def handle_endtag(self, tag: str) -> None:
        self.elements.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if self.elements.count("code") > self.elements.count("/code"):
            self.code[-1] += data


@pytest.mark.parametrize("made", REPORTS.values(), ids=list(REPORTS))
def test_junit(made: Report) -> None:
    suites = JUnitXml.fromstring(written("junit", made).encode())
    told = suites.tests, suites.failures, suites.errors
    suites.update_statistics()
    assert told == (suites.tests, suites.failures, suites.errors)
    (suite,) = suites
    results = [type(result) for case in suite for result in case.result]
    loud = [one for one in made.findings if one.severity is not Severity.INFO]
    assert (results.count(Failure), results.count(Skipped)) == (len(loud), len(made.gaps))


@settings(max_examples=150, deadline=None)
@given(path=TEXTS, words=TEXTS)
def test_markdown_is_whole_whatever_a_file_is_called(path: str, words: str) -> None:
    """Paths stay code, words stay words: nothing of them becomes a heading, a table or HTML."""
    step = Step(Place(path, 1), words)
    made = replace(
        report(finding(place=Place(path, 3), message=words, trace=(step,)), gaps=(Gap(Place(path, 2), words),)),
        cleared=(cleared(place=Place(path, 4)),),
    )
    page = Drawn(MARKDOWN.render(written("markdown", made)))
    assert {tag.lstrip("/") for tag in page.elements} <= DRAWN
    for tag in DRAWN:
        assert page.elements.count(tag) == page.elements.count(f"/{tag}")
    assert page.elements.count("details") == 3
    assert {" ".join(f"{path}:{line}".split()) for line in (1, 2, 4)} <= set(page.code)
