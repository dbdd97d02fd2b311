"""Random programs: valid Python that makes, uses, passes on and releases resources in ways nobody would write."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume
from hypothesis import strategies as st

Lines = list[str]
Text = st.SearchStrategy[str]
Block = st.SearchStrategy[Lines]

HEADER: Lines = ["import threading, socket, functools, os, contextlib", "import helper", "from helper import *"]
HELPER = """
import threading
shared = []
class Base:
    def __init__(self, *args, **kwargs): self.thread = threading.Thread(target=print)
    def run(self): self.thread.start()
def start(f=None): threading.Thread(target=f).start(); return f
def keep(x): shared.append(x); return x
"""

NAMES = ("a", "b", "c", "d", "f", "g", "C", "D", "Base", "start", "keep", "shared", "helper", "print", "list")
MEMBERS = ("a", "b", "run", "start", "close", "append", "thread", "items", "__class__", "__dict__")
CONSTANTS = ("0", "1", "-1", "2.5", "1e999", "1j", "7**77", "None", "True", "''", "'a'", "b'x'", "'%s'", "[]", "{}")
RESOURCES = (
    "threading.Thread(target=print)",
    "socket.create_connection(('host', 1))",
    "open('x', 'w')",
    "threading.Lock()",
    "functools.partial(start, 1)",
    "contextlib.ExitStack()",
    "os.getpid()",
)
BINARY = ("+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "@")
DECORATORS = ("", "@functools.lru_cache", "@keep")
COMPARE = ("<", "==", "!=", "is", "is not", "in", "not in", ">=")

names = st.sampled_from(NAMES)
members = st.sampled_from(MEMBERS)
targets = st.sampled_from(("a", "b", "c", "d", "f", "g"))


def _compound(inner: Text) -> Text:
    """One step of nesting."""
    two = st.tuples(inner, inner)
    return st.one_of(
        st.builds("{0}.{1}".format, inner.map("({})".format), members),
        st.builds("{0}({1})".format, names, inner),
        st.builds("{0}(*{1}, **{2})".format, names, inner.map("({})".format), inner.map("({})".format)),
        st.builds("{0}.{1}({2})".format, names, members, inner),
        st.builds("({0})[{1}]".format, inner, inner),
        st.builds("({0} {1} {2})".format, inner, st.sampled_from(BINARY), inner),
        st.builds("({0} {1} {2})".format, inner, st.sampled_from(COMPARE), inner),
        st.builds("({0} {1} {2})".format, inner, st.sampled_from(("and", "or")), inner),
        st.builds("({0} {1})".format, st.sampled_from(("not", "-", "~", "+")), inner),
        two.map("[{0[0]}, *({0[1]})]".format),
        two.map("{{'k': {0[0]}, **({0[1]})}}".format),
        two.map("({0[0]}, {0[1]})".format),
        st.builds("({0} if {1} else {2})".format, inner, inner, inner),
        st.builds("(lambda {0}=1, *r, **k: {1})".format, targets, inner),
        st.builds("[{0} for {1} in {2} if {3}]".format, inner, targets, inner, inner),
        st.builds("list({0} for {1} in {2})".format, inner, targets, inner),
        st.builds("({0} := {1})".format, targets, inner),
        inner.map(_formatted),
    )


def _formatted(text: str) -> str:
    """In an f-string, where it may stand there: before Python 3.12 that cannot hold its own quotes."""
    return text if any(part in text for part in ("'", ":=", "lambda", "{")) else f"f'{{{text}}}'"


expressions: Text = st.recursive(
    st.one_of(names, st.sampled_from(CONSTANTS), st.sampled_from(RESOURCES)), _compound, max_leaves=6
)


def indented(lines: Lines) -> Lines:
    """One level deeper."""
    return [f"    {line}" for line in lines]


def _headed(head: str) -> Callable[..., Lines]:
    return lambda body, *parts: [head.format(*parts), *indented(body)]


simple: Block = st.one_of(
    st.builds("{} = {}".format, targets, expressions),
    st.builds("{} = {} = {}".format, targets, targets, expressions),
    st.builds("{}, *{} = {}".format, targets, targets, expressions),
    st.builds("{}: int = {}".format, targets, expressions),
    st.builds("{} += {}".format, targets, expressions),
    st.builds("{}.{} = {}".format, names, members, expressions),
    st.builds("{}[{}] = {}".format, names, expressions, expressions),
    st.builds("{} = {}".format, targets, st.sampled_from(RESOURCES)),
    st.builds("{} = {}(); {}.run()".format, targets, st.sampled_from(("C", "D", "Base")), targets),
    st.builds("{}.{}()".format, targets, st.sampled_from(("start", "run", "close", "join"))),
    st.builds("start({})".format, expressions),
    st.sampled_from(RESOURCES[:2]).map("{}.start()".format),
    st.builds("del {}".format, targets),
    st.builds("assert {}".format, expressions),
    expressions,
    st.sampled_from(("pass", "import helper as a", "from helper import start as f, Base as C", "raise ValueError(a)")),
).map(lambda line: [line])


def _nested(inner: Block) -> Block:
    """Statements that hold others."""
    body = st.lists(inner, min_size=1, max_size=3).map(lambda blocks: [line for block in blocks for line in block])
    return st.one_of(
        st.builds(_headed("if {}:"), body, expressions),
        st.builds(lambda a, b, e: [f"if {e}:", *indented(a), "else:", *indented(b)], body, body, expressions),
        st.builds(_headed("while {}:"), body, expressions),
        st.builds(_headed("for {} in {}:"), body.map(lambda lines: [*lines, "break"]), targets, expressions),
        st.builds(_headed("for {} in {}:"), body, targets, expressions),
        st.builds(_headed("with {} as {}:"), body, expressions, targets),
        st.builds(lambda a, b: ["try:", *indented(a), "except Exception as d:", *indented(b)], body, body),
        st.builds(lambda a, b: ["try:", *indented(a), "finally:", *indented(b)], body, body),
        st.builds(_function, body, expressions, targets, st.sampled_from(DECORATORS)),
        st.builds(_generator, body, expressions, targets),
        st.builds(_class, body, expressions, names, st.sampled_from(DECORATORS)),
        st.builds(_match, body, body, expressions),
    )


def _function(body: Lines, value: str, name: str, decorator: str) -> Lines:
    head = f"def {name}({name}0={value}, *args, key=None, **rest):"
    return [*([decorator] if decorator else []), head, *indented([*body, f"return {value}"])]


def _generator(body: Lines, value: str, name: str) -> Lines:
    return [f"def {name}(*args):", *indented([*body, f"yield {value}", f"yield from [{value}]"])]


def _class(body: Lines, value: str, base: str, decorator: str) -> Lines:
    """The class is called C or D; its body is also its constructor's."""
    name = "C" if len(body) % 2 else "D"
    method = ["def __init__(self, *args):", *indented([*body, f"self.a = {value}"])]
    methods = ["@property", "def b(self):", f"    return {value}", "def __enter__(self):", "    return self"]
    return [*([decorator] if decorator else []), f"class {name}({base}):", *indented([*body, *method, *methods])]


def _match(first: Lines, second: Lines, value: str) -> Lines:
    cases = ["case [a, *b]:", *indented(first), "case {'k': c} | [c]:", *indented(second), "case _:", "    pass"]
    return [f"match {value}:", *indented(cases)]


def _compiles(blocks: list[Lines]) -> bool:
    try:
        compile("\n".join(line for block in blocks for line in block), "app.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


statements: Block = st.recursive(simple, _nested, max_leaves=6)


@st.composite
def programs(draw: st.DrawFn) -> list[Lines]:
    """Top-level statements, each as its lines; `HEADER` goes before them, and `HELPER` into helper.py.

    Drawn here and not by `filter`, whose name for itself would be the whole grammar spelt out.
    """
    blocks = draw(st.lists(statements, min_size=1, max_size=7))
    assume(_compiles(blocks))
    return blocks
