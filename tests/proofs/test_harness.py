"""The harness itself: a lie in a row is seen, and a recipe that is not made as it should be is told."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import psutil
import pytest

from forklint.errors import CouldNotLook, KnowledgeError
from forklint.knowledge.facts import Facts
from forklint.knowledge.schema import FactsFile, Healing, TypeFact
from forklint.model.resource import Kind, Mechanism
from forklint.proofs.prove import Proof, prove
from forklint.proofs.recipe import Experiment, read
from forklint.proofs.stages import DESCRIPTORS, GUEST, Setting

pytestmark = [
    pytest.mark.timeout(120),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is open is read from /proc"),
]
HEALS = (Healing(since="0", mechanism=Mechanism.PID_CHECK),)
STREAM = '''
import socket


class Stream:
    """Both ends of a stream in one object: an answer is what somebody sent last."""

    row = "acme.Stream"
    rounds = 40
    deadline = 3

    def build(self):
        return []

    def use(self, ends):
        ends.extend(socket.socketpair())

    def release(self, ends):
        while ends:
            ends.pop().close()

    def work(self, ends, token):
        if not ends:
            self.use(ends)
        ends[0].sendall(token.ljust(8).encode())
        return ends[1].recv(8).decode().strip()
'''
REPAIRS = '''
    def repair_in_master_close(self, ends):
        """close it before the fork"""
        self.release(ends)

    def repair_in_worker_renew(self, ends):
        """make a new one in the worker"""
        self.release(ends)

    def no_help_in_worker_wait(self, ends):
        """wait a moment"""
'''


def written(folder: Path, text: str) -> Experiment:
    path = folder / "acme.py"
    path.write_text(dedent(text), encoding="utf-8")
    (experiment,) = read(path)
    return experiment


def row(**changes: object) -> TypeFact:
    told = {"name": "acme.Stream", "kind": Kind.CONNECTION, "activated_by": ("use",), **changes}
    return TypeFact(**told)  # type: ignore[arg-type]


def proven(folder: Path, text: str, known: TypeFact) -> Proof:
    experiment = written(folder, text)
    file = FactsFile(distribution="python", modules=("acme",), source="here", type=(known,))
    facts = Facts(types={known.name: known}, files={known.name: file})
    before = set(psutil.Process().children(recursive=True))
    proof = prove(experiment, facts, Setting(sys.executable))
    assert set(psutil.Process().children(recursive=True)) <= before
    return proof


def verdicts(proof: Proof) -> dict[str, bool]:
    return {claim.text: claim.holds for claim in proof.claims}


def test_what_is_so_is_seen(tmp_path: Path) -> None:
    found = verdicts(proven(tmp_path, STREAM + REPAIRS, row()))
    assert found.pop("its names exist") is False  # there is no package acme
    assert found == {
        "answers where nothing is forked": True,
        "opens nothing while it is made": True,
        "is live once it is used": True,
        "breaks in workers": True,
        "leaves nothing open once it is released": True,
        "helps: close it before the fork": True,
        "helps: make a new one in the worker": True,
        "does not help: wait a moment": True,
    }


def test_a_call_that_is_wrong_anywhere_proves_nothing(tmp_path: Path) -> None:
    """It fails in the workers, too: for no reason that has to do with the fork."""
    misspelt = STREAM.replace("ends[0].sendall", "ends[0].send_all")
    found = verdicts(proven(tmp_path, misspelt, row()))
    assert (found["answers where nothing is forked"], found["breaks in workers"]) == (False, True)


def test_what_hangs_ends_where_forklint_is_gone(tmp_path: Path) -> None:
    hanging = STREAM.replace("return []", "import time; time.sleep(600)")
    recipe = str(written(tmp_path, hanging).recipe)
    task: dict[str, object] = {"stage": "used", "experiment": "Stream", "recipe": recipe, "at": {}}
    task |= {"deadline": 1, "rounds": 1, "answer": str(tmp_path / "answer"), "descriptors": str(DESCRIPTORS)}
    command = [sys.executable, str(GUEST)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, cwd=tmp_path) as guest:
        guest.communicate(json.dumps({**task, "longest": 1}).encode(), timeout=20)
    assert guest.returncode == -signal.SIGALRM


def test_a_row_that_says_it_renews_itself(tmp_path: Path) -> None:
    assert verdicts(proven(tmp_path, STREAM, row(heals=HEALS)))["renews itself in a worker (pid-check)"] is False


def test_a_row_that_says_it_is_live_at_once(tmp_path: Path) -> None:
    assert verdicts(proven(tmp_path, STREAM, row(state="live")))["is live once it is made"] is False


def test_a_row_that_says_nothing_is_opened(tmp_path: Path) -> None:
    eager = STREAM.replace("return []", "return list(socket.socketpair())").replace("ends.extend", "print")
    assert verdicts(proven(tmp_path, eager, row()))["opens nothing while it is made"] is False


def test_a_release_that_leaves_something(tmp_path: Path) -> None:
    leaving = STREAM.replace("while ends:", "if ends:")
    assert verdicts(proven(tmp_path, leaving, row()))["leaves nothing open once it is released"] is False


def test_remedies_are_not_believed(tmp_path: Path) -> None:
    swapped = REPAIRS.replace("repair_in_worker_renew", "no_help_in_worker_renew").replace(
        "no_help_in_worker_wait", "repair_in_worker_wait"
    )
    found = verdicts(proven(tmp_path, STREAM + swapped, row()))
    assert found["helps: wait a moment"] is False
    assert found["does not help: make a new one in the worker"] is False


@pytest.mark.parametrize(
    ("work", "says"),
    [
        ("import time; time.sleep(60)", "hangs ("),
        ("raise ValueError('no ' + token)", "error (ValueError: no "),
        ("import os; os._exit(7)", "died (status 7)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "died (SIGSEGV)"),
        ("return 'no'", "wrong ("),
    ],
)
def test_how_a_worker_breaks(work: str, says: str, tmp_path: Path) -> None:
    spared = "        if token[0] == 'm':\n            return token\n"
    text = STREAM.split("        if not ends")[0] + f"{spared}        {work}\n"
    (claim,) = [claim for claim in proven(tmp_path, text, row()).claims if claim.text == "breaks in workers"]
    assert claim.holds
    assert says in claim.seen


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("class Stream:\n    def build(self): pass\n", "acme.py:1: Stream: no `row`"),
        ("class Stream:\n    row = 'a'\n", "acme.py:1: Stream: no method `build`"),
        ("class Stream:\n    row = 'a'\n    def build(self): pass\n    def help(self): pass\n", "unknown method help"),
        ("class Stream:\n    rows = 'a'\n    def build(self): pass\n", "acme.py:2: Stream: unknown key rows"),
        ("class Stream(:\n", "acme.py: cannot be read"),
    ],
)
def test_a_recipe_that_is_not_made_as_it_should_be(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        written(tmp_path, text)
    assert says in raised.value.message


def test_an_experiment_of_no_row(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"no row is called 'acme\.Stream'"):
        prove(written(tmp_path, STREAM), Facts(), Setting(sys.executable))


def test_an_experiment_that_cannot_be_built(tmp_path: Path) -> None:
    with pytest.raises(CouldNotLook) as raised:
        proven(tmp_path, STREAM.replace("return []", "raise OSError('no server')"), row())
    assert "did not come to its end" in raised.value.message
    assert "OSError: no server" in raised.value.hint


def test_what_the_experiment_needs_for_itself_is_not_the_librarys(tmp_path: Path) -> None:
    needs = STREAM.replace(
        "    def build", "    def prepare(self):\n        self.mine = socket.socket()\n\n    def build", 1
    )
    found = verdicts(proven(tmp_path, needs, row()))
    assert found["opens nothing while it is made"]
    assert found["leaves nothing open once it is released"]
    assert "importing it opens something" not in found
