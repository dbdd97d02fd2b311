"""What an agent says arrives: whole, in order, with descriptors, whatever happens to its socket."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from forklint.probe.agent import wire as wires
from forklint.probe.agent.wire import PIECE, Wire
from forklint.probe.channel import Channel, Message

NOT_OPEN = 60_000
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names without a file, credentials")


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[Channel, Wire]]:
    with contextlib.closing(Channel(str(tmp_path))) as channel:
        wire = Wire(channel.address, channel.token)
        yield channel, wire
        if wire._socket is not None:
            wire._socket.close()


def close(messages: list[Message]) -> None:
    for message in messages:
        for number in message.descriptors.values():
            os.close(number)


def test_a_message_arrives(line):
    channel, wire = line
    wire.send("stage", stage="load", what="caf\udce9", none=None, deep={"a": [1, 2.5, True]})
    (message,) = channel.messages()
    assert (message.kind, message.pid) == ("stage", os.getpid())
    assert message.fields == {"stage": "load", "what": "caf\udce9", "none": None, "deep": {"a": [1, 2.5, True]}}


def test_a_long_message_arrives_whole(line):
    channel, wire = line
    wire.send("gap", text="x" * (PIECE * 3))
    assert [len(message.fields["text"]) for message in channel.messages()] == [PIECE * 3]


def test_objects_are_not_asked_for_a_text(line):
    class Odd:
        def __repr__(self) -> str:
            raise AssertionError

    channel, wire = line
    wire.send("gap", text=Odd())
    assert [message.fields for message in channel.messages()] == [{"text": "<Odd>"}]


def test_descriptors_arrive_as_copies(line):
    channel, wire = line
    one, other = socket.socketpair()
    with one, other:
        assert wire.send_descriptors([one.fileno(), other.fileno()], "master") == []
        messages = list(channel.messages())
        copies = messages[0].descriptors
        assert set(copies) == {one.fileno(), other.fileno()}
        assert os.fstat(copies[one.fileno()]).st_ino == os.fstat(one.fileno()).st_ino
        assert not any(map(os.get_inheritable, copies.values()))
        close(messages)


def test_more_descriptors_than_one_datagram_takes(line, monkeypatch):
    monkeypatch.setattr(wires, "BATCH", 3)
    channel, wire = line
    numbers = [number for _ in range(4) for number in os.pipe()]
    try:
        assert wire.send_descriptors(numbers, "worker") == []
        messages = list(channel.messages())
        assert sorted(number for message in messages for number in message.descriptors) == sorted(numbers)
        close(messages)
    finally:
        for number in numbers:
            os.close(number)


def test_a_descriptor_that_is_closed_meanwhile_holds_nothing_up(line):
    channel, wire = line
    read, write = os.pipe()
    try:
        assert wire.send_descriptors([read, NOT_OPEN], "master") == []
        messages = list(channel.messages())
        assert [list(message.descriptors) for message in messages] == [[read]]
        close(messages)
    finally:
        os.close(read)
        os.close(write)


def test_a_socket_that_was_closed_is_opened_anew_and_somebody_told(line):
    channel, wire = line
    told = []
    wire.opened = lambda: told.append(wire.descriptor)
    os.close(wire.descriptor)
    wire.send("stage", stage="load", what="")
    assert [message.kind for message in channel.messages()] == ["stage"]
    assert told == [wire.descriptor]


def test_a_number_that_became_the_applications_is_left_alone(line, tmp_path):
    channel, wire = line
    file = os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT)
    number = wire.descriptor
    os.dup2(file, number)
    wire.send("stage", stage="load", what="")
    assert [message.kind for message in channel.messages()] == ["stage"]
    assert os.fstat(number).st_ino == os.fstat(file).st_ino
    assert os.fstat(file).st_size == 0
    os.close(number)
    os.close(file)


def test_its_number_is_out_of_the_way_and_not_inherited(line):
    _, wire = line
    assert wire.descriptor >= 100
    assert not os.get_inheritable(wire.descriptor)


def test_a_default_timeout_of_the_applications_changes_nothing(line):
    _, wire = line
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(0.001)
    try:
        assert os.get_blocking(wire.descriptor)
    finally:
        socket.setdefaulttimeout(before)


def test_a_silent_wire_says_nothing(line):
    channel, wire = line
    wire.silent = True
    wire.send("stage", stage="load", what="")
    assert wire.send_descriptors([0], "master") == []
    assert list(channel.messages()) == []


def test_without_a_listener_nothing_is_raised(tmp_path):
    channel = Channel(str(tmp_path))
    wire = Wire(channel.address, channel.token)
    wire.send("stage", stage="load", what="")
    channel.close()
    wire.send("stage", stage="load", what="")
    assert wire._socket is not None
    wire._socket.close()


@LINUX
def test_what_has_no_header_is_a_diagnosis_of_its_sender(line):
    channel, wire = line
    os.write(wire.descriptor, b"Fatal Python error: ")
    child = os.fork()
    if child == 0:
        os.write(wire.descriptor, b"Current thread")
        os._exit(0)
    os.waitpid(child, 0)
    os.write(wire.descriptor, b"Aborted")
    assert list(channel.messages()) == []
    assert channel.diagnoses == {os.getpid(): b"Fatal Python error: Aborted", child: b"Current thread"}
