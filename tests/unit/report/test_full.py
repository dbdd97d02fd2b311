"""The report for a person, as text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from forklint.model.deployment import Deployment, Entry
from forklint.model.levels import Confidence, Severity, Ternary
from forklint.model.place import Place, Step
from forklint.model.report import Coverage, Report
from forklint.model.resource import Kind, Resource, State
from forklint.report.registry import Context
from forklint.report.terminal.full import write
from tests.unit.made import PROOF, cleared, finding, gap, looked, probe_summary, report
from tests.unit.trees import write as files

SOURCE = "import acme\n\npool = acme.Pool(2)\n"


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return files(tmp_path, {"app/db.py": SOURCE})


def written(made: Report, folder: Path, color: bool | None = None, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    write(made, Context(stream, folder, color))
    stream.flush()
    return raw.getvalue().decode(encoding)


def test_the_whole_report(project: Path) -> None:
    assert written(report(finding(), gaps=(gap(),)), project).splitlines() == [
        "forklint 0.1.0 · gunicorn · preload yes (gunicorn.conf.py:3)",
        "",
        "app/db.py:3:8  error FL102 pool-filled-before-fork",
        "`acme.Pool` fills its pool",
        "",
        "    1 │ import acme",
        "    2 │ ",
        "  ▸ 3 │ pool = acme.Pool(2)",
        "      │        ────────────",
        "",
        "  How the master gets there",
        "    wsgi.py:1    imports app.db",
        "    app/db.py:3  makes it: Pool()",
        "  In the workers",
        "    Workers share a socket.",
        "  What to do",
        "    Open it in the worker.",
        "  decided for acme 1.2 · https://acme.example/fork",
        "",
        "1 error in 1 file",
        "Load time: 2 modules, 3 functions, 10 calls; 1 of them (10 %) lead to code that",
        "forklint does not know and count as harmless.",
        "Not looked at: 1 place",
        "  app/odd.py:4  cannot be parsed: invalid syntax",
        "`forklint rule FL102` explains a rule with a bad and a good example.",
    ]


def test_every_sign_has_a_plain_form(project: Path) -> None:
    text = written(report(finding()), project, encoding="ascii")
    assert "  > 3 | pool = acme.Pool(2)\n      |        ^^^^^^^^^^^^\n" in text
    assert "forklint 0.1.0 - gunicorn" in text


def test_there_is_colour_only_where_it_is_wanted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = report(finding())
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" not in written(made, project)
    assert "\x1b[" in written(made, project, color=True)
    assert "\x1b[" not in written(made, project, color=False)
    plain = written(made, project)
    monkeypatch.setenv("NO_COLOR", "1")
    assert written(made, project) == plain


def test_prose_fits_and_paths_stay_whole(project: Path) -> None:
    long = Place("a/" * 40 + "deep.py", 123, 4)
    made = finding(
        message="word " * 60, goes_wrong="word " * 60, remedy="word " * 60, trace=(Step(long, "calls " + "word " * 30),)
    )
    lines = written(report(made), project).splitlines()
    assert all(len(line) <= 80 for line in lines if "deep.py" not in line)
    assert any(f"{long}" in line for line in lines)


def test_sure_findings_do_not_say_so(project: Path) -> None:
    assert "confidence" not in written(report(finding()), project)
    assert "(low confidence)" in written(report(finding(confidence=Confidence.LOW)), project)


def test_a_shared_explanation_stands_once(project: Path) -> None:
    text = written(report(finding(), finding(place=Place("app/db.py", 1, 0))), project)
    assert text.count("Workers share a socket.") == 1
    assert "The same as at app/db.py:3." in text


@pytest.mark.parametrize(
    ("number", "between"),
    [(30, "… 20 steps between\n    m.py:26"), (12, "… 2 steps between\n    m.py:8"), (11, "m.py:6")],
)
def test_a_long_trail_is_cut_in_the_middle(number: int, between: str, project: Path) -> None:
    steps = tuple(Step(Place("m.py", line), f"step {line}") for line in range(1, number + 1))
    text = written(report(finding(trace=steps)), project)
    assert f"step 5\n    {between} " in text


def test_the_worst_rule_is_the_one_to_read_about(project: Path) -> None:
    told = finding(rule="FL904", severity=Severity.INFO)
    assert "`forklint rule FL102` explains" in written(report(told, finding()), project)


def test_an_entry_that_is_named_twice_is_shown_once(project: Path) -> None:
    twice = Deployment("uwsgi", Ternary.YES, entries=(Entry("wsgi", "app"), Entry("wsgi", "app", file="/etc/wsgi.py")))
    assert written(report(deployments=(twice,)), project).count("wsgi:app") == 1


def test_no_secret_in_the_frame(tmp_path: Path) -> None:
    line = 'pool = acme.Pool(password="hunter2", size=2)\n'
    files(tmp_path, {"app/db.py": line})
    text = written(report(finding(place=Place("app/db.py", 1, 7, 1, len(line) - 1))), tmp_path)
    assert '  ▸ 1 │ pool = acme.Pool(password="***", size=2)\n' in text
    assert f"      │        {'─' * 33}\n" in text


def test_a_frame_needs_no_file(tmp_path: Path) -> None:
    text = written(report(finding()), tmp_path)
    assert "│" not in text
    assert "What to do" in text


@pytest.mark.parametrize(
    "content",
    [
        b"# coding: latin-1\n\npool = acme.Pool('\xe9')\n",
        b"\xff\xfe\n\n\n",
        b"",
        b"# coding: nonsense\n\nx\n",
        b"\x00\n\n\n",
    ],
)
def test_odd_files_are_no_error(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "db.py").write_bytes(content)
    assert "What to do" in written(report(finding()), tmp_path)


def test_signs_that_move_the_cursor_are_not_written(tmp_path: Path) -> None:
    files(tmp_path, {"app/db.py": "a = 1\nb = '\x1b[2J\u202e'\npool = acme.Pool(2)\n"})
    text = written(report(finding(message="odd \x1b[31m name")), tmp_path)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_tabs_and_wide_letters_keep_the_line_in_place(tmp_path: Path) -> None:
    files(tmp_path, {"app/db.py": "if x:\n\tpass\n\ts = '日本'; acme.Pool(2)\n"})
    text = written(report(finding(place=Place("app/db.py", 3, 11, 3, 23))), tmp_path)
    assert "  ▸ 3 │     s = '日本'; acme.Pool(2)\n      │                 ────────────\n" in text


def test_a_long_line_is_cut_around_its_stretch(tmp_path: Path) -> None:
    line = "x = 1; " * 40 + "acme.Pool(2)" + "; y = 2" * 40
    files(tmp_path, {"app/db.py": f"{line}\n"})
    text = written(report(finding(place=Place("app/db.py", 1, 280, 1, 292))), tmp_path)
    code, under = [one for one in text.splitlines() if "│" in one]
    assert len(code) <= 80
    assert code[under.index("─") : under.rindex("─") + 1] == "acme.Pool(2)"


def test_a_stretch_of_many_lines_is_cut(tmp_path: Path) -> None:
    files(tmp_path, {"app/db.py": "pool = acme.Pool(\n" + "    1,\n" * 20 + ")\n"})
    text = written(report(finding(place=Place("app/db.py", 1, 7, 22, 1))), tmp_path)
    assert text.count("▸") == 6
    assert "│ …" in text
    assert "─" not in text


HEADERS = [
    (Deployment("", Ternary.YES, assumed=True), "no deployment description found: preloading is assumed"),
    (
        Deployment("", Ternary.YES, entries=(Entry("shop", "app"),), assumed=True),
        "no deployment description found: preloading is assumed for shop:app",
    ),
    (
        Deployment("gunicorn", Ternary.NO, configuration="gunicorn.conf.py", note="nothing sets it"),
        "gunicorn · preload no (gunicorn.conf.py); nothing sets it",
    ),
    (
        Deployment("gunicorn", Ternary.YES, Place("g.py", 2), "g.py", (Entry("shop", "app"),), "gevent"),
        "gunicorn · preload yes (g.py:2) · gevent · entry shop:app",
    ),
]


@pytest.mark.parametrize(("deployment", "header"), HEADERS)
def test_the_header_says_how_it_is_served(deployment: Deployment, header: str, tmp_path: Path) -> None:
    text = written(report(deployments=(deployment,)), tmp_path)
    assert " ".join(text.split("\n\n")[0].split()) == f"forklint 0.1.0 · {header}"


def test_several_deployments_are_a_list(tmp_path: Path) -> None:
    text = written(report(deployments=tuple(deployment for deployment, _ in HEADERS)), tmp_path)
    assert text.startswith("forklint 0.1.0\n  · no deployment")


def test_clean_is_said_with_what_was_followed(tmp_path: Path) -> None:
    text = written(report(coverage=Coverage(1, 1, 1, 0)), tmp_path)
    assert "No findings: nothing that forklint knows is live at the fork." in text
    assert "Load time: 1 module, 1 function, 1 call, all followed." in text


def test_without_preloading_that_is_the_reason(tmp_path: Path) -> None:
    text = written(report(deployments=(Deployment("gunicorn", Ternary.NO),)), tmp_path)
    assert "the master forks before it loads the application" in text


def test_counts_by_severity(tmp_path: Path) -> None:
    severities = (Severity.ERROR, Severity.WARNING, Severity.WARNING, Severity.INFO, Severity.INFO)
    found = (finding(severity=level, place=Place(f"{n}.py", 1)) for n, level in enumerate(severities))
    assert "1 error · 2 warnings · 2 info in 5 files" in written(report(*found), tmp_path)


def test_many_gaps_are_counted(tmp_path: Path) -> None:
    text = written(report(gaps=tuple(gap(f"m{number}.py") for number in range(14))), tmp_path)
    assert "Not looked at: 14 places" in text
    assert "… and 4 more; --output-format json lists them all" in text


def test_the_same_gap_all_over_a_file_stands_once(tmp_path: Path) -> None:
    text = written(report(gaps=tuple(gap(line=line) for line in range(4, 9))), tmp_path)
    assert "  app/odd.py:4  cannot be parsed: invalid syntax (5 times in this file)\n" in text
    assert "app/odd.py:5" not in text


def test_long_places_stand_above_what_happens_there(project: Path) -> None:
    steps = (Step(Place("a/" * 20 + "m.py", 7), "imports b"), Step(Place("b.py", 1), "calls c()"))
    text = written(report(finding(trace=steps)), project)
    assert f"    {'a/' * 20}m.py:7\n      imports b\n    b.py:1\n      calls c()\n" in text


EYES = ("static", "probe")
BOTH = finding(evidence=EYES, proof=(PROOF, "a second sentence"))


def test_the_whole_report_with_a_probe(project: Path) -> None:
    made = report(BOTH, evidence=EYES, cleared=(cleared(place=Place("app/bus.py", 7)),), probes=(probe_summary(),))
    assert written(made, project).splitlines() == [
        "forklint 0.1.0 · gunicorn · preload yes (gunicorn.conf.py:3)",
        "  probed: gunicorn 27.0.1, Python 3.12.1, 2 workers",
        "",
        "app/db.py:3:8  error FL102 pool-filled-before-fork  (confirmed)",
        "`acme.Pool` fills its pool",
        "",
        "    1 │ import acme",
        "    2 │ ",
        "  ▸ 3 │ pool = acme.Pool(2)",
        "      │        ────────────",
        "",
        "  How the master gets there",
        "    wsgi.py:1    imports app.db",
        "    app/db.py:3  makes it: Pool()",
        "  Proved by the probe",
        "    both workers hold descriptor 7, a connection to 10.0.0.5:3306",
        "    a second sentence",
        "  In the workers",
        "    Workers share a socket.",
        "  What to do",
        "    Open it in the worker.",
        "  decided for acme 1.2 · https://acme.example/fork",
        "",
        "1 error in 1 file",
        "Load time: 2 modules, 3 functions, 10 calls; 1 of them (10 %) lead to code that",
        "forklint does not know and count as harmless.",
        "Probe: 14 modules loaded in 0.42 s, 1.9 s in all; descriptors compared by",
        "F_DUPFD_QUERY.",
        "  · a note",
        "Cleared by the probe: 1 static finding",
        "  app/bus.py:7  FL102 `acme.Pool`: a hook closed it",
        "`forklint rule FL102` explains a rule with a bad and a good example.",
    ]


@pytest.mark.parametrize(
    ("evidence", "confidence", "remark"),
    [
        (EYES, Confidence.HIGH, "(confirmed)"),
        (("static",), Confidence.LOW, "(low confidence, static only)"),
        (("probe",), Confidence.HIGH, "(probe only)"),
    ],
)
def test_each_finding_says_who_saw_it(
    evidence: tuple[str, ...], confidence: Confidence, remark: str, project: Path
) -> None:
    one = finding(evidence=evidence, confidence=confidence)
    assert f"pool-filled-before-fork  {remark}\n" in written(report(one, evidence=EYES), project)


def test_where_one_eye_looked_nothing_is_said_of_eyes(project: Path) -> None:
    alone = report(finding(evidence=("probe",)), evidence=("probe",), probes=(probe_summary(),))
    text = written(alone, project)
    assert "only" not in text
    assert "Load time" not in text, "the analyzer followed nothing"


def test_a_probe_without_a_server_says_so(project: Path) -> None:
    bare = probe_summary(looked=looked(server="generic", version="", workers=1), modules=1, notes=())
    text = written(report(evidence=("probe",), probes=(bare,)), project)
    assert "probed: imported and forked, Python 3.12.1, 1 worker\n" in text
    assert "Probe: 1 module loaded in" in text
    assert "No findings: no worker shares, lacks or repeats what the application opened." in text


def test_several_probes_say_which(project: Path) -> None:
    two = (probe_summary(), probe_summary(entry="admin:app"))
    text = written(report(evidence=EYES, probes=two), project)
    assert "probed shop:app: gunicorn 27.0.1" in text
    assert "probed admin:app: gunicorn 27.0.1" in text


def test_much_that_is_cleared_is_counted(project: Path) -> None:
    many = tuple(cleared(place=Place("app/db.py", line)) for line in range(1, 14))
    text = written(report(evidence=EYES, probes=(probe_summary(),), cleared=many), project)
    assert "Cleared by the probe: 13 static findings" in text
    assert "… and 3 more; --output-format json lists them all" in text


def test_long_sentences_of_proof_fit(project: Path) -> None:
    one = finding(evidence=EYES, proof=("word " * 40, "word " * 40))
    made = report(one, evidence=EYES, probes=(probe_summary(notes=("word " * 40,)),))
    assert max(map(len, written(made, project).splitlines())) <= 80


def test_a_line_without_columns_is_marked_from_its_first_word(tmp_path: Path) -> None:
    files(tmp_path, {"app/db.py": "if x:\n    pool = acme.Pool(2)\n"})
    text = written(report(finding(place=Place("app/db.py", 2))), tmp_path)
    assert "  ▸ 2 │     pool = acme.Pool(2)\n      │     ───────────────────\n" in text


@pytest.mark.parametrize(
    ("version", "otherwise", "library", "said"),
    [
        ("1.2", "2.0 and newer renew it", "acme", "decided for acme 1.2: 2.0 and newer renew it · https"),
        ("<2", "", "acme", "decided for acme <2 · https"),
        ("", "2.0 and newer renew it", "acme", "version of acme not known: 2.0 and newer renew it · https"),
        ("", "", "acme", "  https://acme.example/fork"),
        ("3.11", "", "python", "  https://acme.example/fork"),
    ],
)
def test_says_what_it_was_decided_for_and_what_holds_elsewhere(
    version: str, otherwise: str, library: str, said: str, project: Path
) -> None:
    resource = Resource(Kind.POOL, library, "acme.Pool", State.LIVE)
    text = written(report(finding(version=version, otherwise=otherwise, resource=resource)), project)
    assert said in text
    assert version or "decided for" not in text
