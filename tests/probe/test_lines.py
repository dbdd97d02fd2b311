"""The second load: each line is blamed for what it opens, in every Python, and nobody is blamed who is not known."""

from __future__ import annotations

from tests.probe.watched import LINUX, Program, program, version

__all__ = ["program", "version"]

pytestmark = LINUX


WAYS = """
import asyncio
import re
from select import epoll

import inner

kept = []


def keep(made, *more):
    kept.append((made, more))
    return made


keep(epoll())  # opened


class Bell:
    before = 1
    poll = epoll()  # opened
    after = 2


def by_default(made=epoll()):  # opened
    return made


def returns():
    return epoll()  # opened


RETURNED = returns()


def over_several_lines():
    keep(
        1,
        epoll(),  # opened
    )


over_several_lines()


def nothing():
    return None


def after_a_call():
    nothing(); keep(epoll())  # opened
    return 2


after_a_call()


def generates():
    yield 1
    keep(epoll())  # opened
    keep((yield 2))
    keep((yield epoll()))  # opened


for number in generates():
    keep(number)


def raises():
    keep(epoll()); raise KeyError  # opened


def catches():
    try:
        raises()
    except KeyError:
        pass


catches()
try:
    keep(epoll()); int("x")  # opened
except ValueError:
    keep(1)


class Manager:
    def __enter__(self):
        self.poll = epoll()  # opened
        return self

    def __exit__(self, *raised):
        self.other = epoll()  # opened


with Manager() as manager:
    keep(2)


def decorator(function):
    keep(epoll())  # opened
    return function


@decorator
def decorated():
    pass


LISTED = [epoll() for _ in range(2)]  # opened
CALLED = (lambda: epoll())()  # opened


def substitute(match):
    keep(epoll())  # opened
    return ""


re.sub("a", substitute, "a")


def recursive(depth):
    if depth == 0:
        keep(epoll())  # opened
        return
    recursive(depth - 1)


recursive(5)


async def opens():
    await asyncio.sleep(0)
    keep(epoll())  # opened
    await asyncio.sleep(0.001)
    return epoll()  # opened


LOOP = asyncio.new_event_loop()  # opened
AWAITED = LOOP.run_until_complete(opens())


class Meta(type):
    def __new__(cls, name, bases, body):
        body["made"] = epoll()  # opened
        return super().__new__(cls, name, bases, body)


class Made(metaclass=Meta):
    pass


class Lazy:
    @property
    def value(self):
        return epoll()  # opened


VALUE = Lazy().value

for number in range(3):
    if number == 1:
        third = epoll()  # opened


def thrown_at():
    try:
        yield
    except KeyError:
        keep(epoll())  # opened
    yield


THROWN_AT = thrown_at()
next(THROWN_AT)
THROWN_AT.throw(KeyError())

LAST = epoll()  # opened
"""
INNER = """
import os
held = os.memfd_create("inner")  # opened
"""


def test_every_line_is_blamed_for_what_it_opens(program: Program, version: str) -> None:
    watched = program.write(app=WAYS, inner=INNER).load(version)
    assert watched.exact == program.marked
    assert watched.unsure == []
    assert watched.watched["stopped"] == ""


def test_a_first_load_knows_only_the_file(program: Program, version: str) -> None:
    watched = program.write(app=WAYS, inner=INNER).load(version, windows=())
    assert "app.py" in watched.unsure
    assert watched.watched == {}


def test_the_trail_begins_where_the_application_does(program: Program, version: str) -> None:
    program.write(app="import shop\n", shop="import db\n\ndb.connect()\n", db=CONNECTS)
    assert program.load(version, windows=("db.py", "shop.py")).trail("db.py:5") == ["app.py:1", "shop.py:3", "db.py:5"]


CONNECTS = """
import select

def connect():
    global poll
    poll = select.epoll()
"""


def test_a_file_that_nobody_asks_about_is_not_followed(program: Program, version: str) -> None:
    program.write(app="import other\nheld = other.epoll()\n", other="from select import epoll\nheld = epoll()\n")
    watched = program.load(version, windows=("other.py",))
    assert watched.exact == {"other.py:2"}
    assert watched.unsure == ["app.py"]


def test_a_factory_is_followed(program: Program, version: str) -> None:
    program.write(app="import select\n\ndef make():\n    global poll\n    poll = select.epoll()\n    return poll\n")
    assert program.load(version, factory="make").exact == {"app.py:5"}
