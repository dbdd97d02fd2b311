"""One voice for two eyes."""

from __future__ import annotations

from forklint.judge.clearing import SILENCE, Seen, Spared
from forklint.judge.merging import merged
from forklint.model.finding import Finding
from forklint.model.levels import Confidence
from forklint.model.place import Place, Step
from tests.unit.made import PROOF, finding

LOADED = frozenset({"app/db.py"})


def probe(line: int = 3, **changes: object) -> Finding:
    seen = {"evidence": ("probe",), "proof": (PROOF,), "place": Place("app/db.py", line), "message": "seen", **changes}
    return finding(**seen)


def test_without_a_probe_nothing_changes() -> None:
    assert merged([finding()], []).findings == (finding(),)


def test_what_both_saw_is_one_and_sure() -> None:
    whole = merged([finding(confidence=Confidence.LOW)], [Seen((probe(),), modules=LOADED)])
    (one,) = whole.findings
    assert (one.evidence, one.proof, one.confidence) == (("static", "probe"), (PROOF,), Confidence.HIGH)
    assert (one.message, one.trace, one.fingerprint) == (finding().message, finding().trace, finding().fingerprint)
    assert (whole.cleared, whole.unloaded) == ((), ())


def test_what_the_probe_does_not_bear_out_is_cleared() -> None:
    whole = merged([finding()], [Seen((), modules=LOADED)])
    assert whole.findings == ()
    assert [(item.finding, item.why) for item in whole.cleared] == [(finding(), SILENCE)]


def test_where_a_failure_may_have_been_hidden_silence_clears_nothing() -> None:
    hidden = merged([finding()], [Seen((), modules=LOADED)], hides=lambda one: True)
    assert (hidden.findings, hidden.cleared, hidden.doubtful) == ((finding(),), (), (finding(),))
    spared = Spared(Place("app/db.py", 3), "", "", "a hook closed it")
    named = merged([finding()], [Seen((), (spared,), LOADED)], hides=lambda one: True)
    assert ([item.why for item in named.cleared], named.doubtful) == (["a hook closed it"], ())


def test_what_no_master_loaded_stays_and_is_said() -> None:
    other = finding(place=Place("app/jobs.py", 7))
    whole = merged([finding(), other, finding(rule="FL901", resource=None)], [Seen((probe(),), modules=LOADED)])
    assert [one.evidence for one in whole.findings] == [("static", "probe"), ("static",), ("static",)]
    assert whole.unloaded == ("app/jobs.py",)


def test_what_only_the_probe_saw_is_added() -> None:
    new = probe(9, rule="FL201", type_name="x", symbol="", fingerprint="beef")
    whole = merged([], [Seen((new,), modules=LOADED)])
    assert whole.findings == (new,)


def test_fingerprints_of_static_findings_do_not_depend_on_the_probe() -> None:
    two = [finding(place=Place("a.py", 1)), finding(place=Place("a.py", 2), fingerprint="f00d-2")]
    new = [probe(line, symbol=str(line), type_name=str(line), place=Place("b.py", line)) for line in (1, 2)]
    found = merged(two, [Seen(tuple(new), modules=frozenset({"b.py"}))]).findings
    assert [one.fingerprint for one in found] == ["f00d", "f00d-2", "f00d-3", "f00d-4"]


def test_one_of_several_probes_that_saw_it_is_enough() -> None:
    silent, telling = Seen((), modules=LOADED), Seen((probe(),), modules=LOADED)
    for probes in ([silent, telling], [telling, silent]):
        (one,) = merged([finding()], probes).findings
        assert one.evidence == ("static", "probe")
    (one,) = merged([finding()], [telling, telling]).findings
    assert one.proof == (PROOF,)


def test_a_repair_of_what_is_cleared_goes_with_it() -> None:
    step = Step(Place("app/db.py", 4), "`ping` does not help")
    repair = finding(rule="FL801", place=Place("app/db.py", 4), trace=(*finding().trace, step))
    whole = merged([finding(), repair], [Seen((), modules=LOADED)])
    assert whole.findings == ()
    assert [item.why for item in whole.cleared] == [SILENCE, "it speaks of app/db.py:3, which is cleared"]
    kept = merged([finding(), repair], [Seen((probe(),), modules=LOADED)])
    assert [one.evidence for one in kept.findings] == [("static", "probe"), ("static",)]
