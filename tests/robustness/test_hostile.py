"""Programs that would take forever, all memory or all of the stack: forklint stops counting and goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.robustness.child import run

FAULT = "\nimport threading\nthreading.Thread(target=print, daemon=True).start()\n"
"""What has to be found all the same: before a part that never ends, after one that does."""

DEEP = {
    "minuses": lambda n: "x = " + "-" * n + "1",
    "nots": lambda n: "x = " + "not " * n + "1",
    "parentheses": lambda n: "x = " + "(" * n + "1" + ")" * n,
    "lists": lambda n: "x = " + "[" * n + "]" * n,
    "calls": lambda n: "x = " + "f(" * n + "1" + ")" * n,
    "call chain": lambda n: "x = a" + ".b()" * n,
    "attributes": lambda n: "x = a" + ".b" * n,
    "subscripts": lambda n: "x = a" + "[0]" * n,
    "sum": lambda n: "x = " + "1 + " * n + "1",
    "powers": lambda n: "x = " + "1 ** " * n + "1",
    "lambdas": lambda n: "x = " + "lambda: " * n + "1",
    "conditional": lambda n: "x = " + "1 if a else " * n + "1",
    "elif": lambda n: "if a: pass\n" + "elif b: pass\n" * n,
    "blocks": lambda n: "".join(" " * i + "if a:\n" for i in range(min(n, 99))) + " " * min(n, 99) + "pass",
    "functions": lambda n: "def f(): pass\n" + "".join(f"def f{i}(g=f): g()\nf = f{i}\n" for i in range(n)),
    "call stack": lambda n: "def f0(): pass\n" + "".join(f"def f{i + 1}(): f{i}()\n" for i in range(n)) + f"f{n}()",
    "decorators": lambda n: "def d(f): return lambda: f()\n" + "@d\n" * n + "def f(): pass\nf()",
    "bases": lambda n: "class C0: pass\n" + "".join(f"class C{i + 1}(C{i}): pass\n" for i in range(min(n, 2_000))),
    "assignments": lambda n: "x = " + "y = " * n + "1",
    "comparisons": lambda n: "x = " + "1 < " * n + "1",
}

ENDLESS = {
    "while": "while True:\n    x = 1\n    if x == 2: break",
    "while that counts": "x = 0\nwhile x < 10 ** 12:\n    x += 1",
    "range": "for i in range(10 ** 12):\n    x = [i]",
    "list of a range": "x = list(range(10 ** 12))",
    "comprehension": "x = [i * j for i in range(10 ** 6) for j in range(10 ** 6)]",
    "recursion": "def f(n): return f(n + 1)\nf(0)",
    "two ways down": "def f(n):\n    if n:\n        f(n - 1)\n        f(n - 1)\nf(64)",
    "mutual recursion": "def f(n): return g(n, 1)\ndef g(n, m): return f(n)\nf(0)",
    "generator": "def f():\n    while True:\n        yield 1\nx = list(f())",
    "iterator of itself": "class C:\n  def __iter__(self): return self\n  def __next__(self): return 1\nx = list(C())",
    "itertools": "import itertools\nx = list(itertools.count())",
    "growing list": "x = [1]\nfor i in x:\n    x.append(i)",
    "doubling list": "x = [1]\nfor i in range(200):\n    x = x + x",
    "doubling text": "x = 'a'\nfor i in range(200):\n    x = x + x",
    "doubling tuple": "x = (1,)\nfor i in range(60):\n    x = (*x, *x)",
    "power tower": "x = 9 ** 9 ** 9 ** 9",
    "big shift": "x = 1 << 10 ** 12",
    "repeated power": "x = 3\nfor i in range(100):\n    x = x * x",
    "big text": "x = 'a' * 10 ** 12",
    "big list": "x = [0] * 10 ** 12",
    "big format": "x = f'{1:1000000000}'\ny = '%1000000000d' % 1\nz = '{:>1000000000}'.format(1)",
    "big padding": "x = 'a'.ljust(10 ** 10)\ny = 'a'.zfill(10 ** 10)\nz = '\\t'.expandtabs(10 ** 10)",
    "big bytes": "x = bytes(10 ** 12)\ny = bytearray(10 ** 12)",
    "big join": "x = ('a' * 10 ** 6).join(['b'] * 10 ** 6)",
    "big replace": "x = ('a' * 10 ** 5).replace('a', 'b' * 10 ** 6)",
    "big number from text": "x = int('9' * 10 ** 7)\ny = str(10 ** 10 ** 7)",
    "list in itself": "x = []\nx.append(x)\ny = [*x, *x]\nprint(x == x)\nz = str(x)",
    "dict in itself": "x = {}\nx['x'] = x\ny = {**x}\nfor k in x: x[k]",
    "instance of itself": "class C:\n    def __init__(self): self.me = C()\nC()",
    "getattr of itself": "class C:\n    def __getattr__(self, name): return getattr(self, name + 'x')\nC().y",
    "property of itself": "class C:\n    @property\n    def p(self): return self.p\nC().p",
    "class over itself": "class C: pass\nclass C(C): pass\nC.__bases__ = (C,)\nC()",
    "metaclass": "class M(type):\n    def __call__(cls, *a): return cls(*a)\nclass C(metaclass=M): pass\nC()",
    "decorator of itself": "def d(f): return d(f)\n@d\ndef f(): pass",
    "descriptor": "class D:\n    def __get__(self, o, t): return o.x\nclass C:\n    x = D()\nC().x",
    "init_subclass": "class B:\n    def __init_subclass__(cls): type('D', (cls,), {})\nclass C(B): pass",
    "enter": "class C:\n  def __enter__(self):\n    with self: pass\n  def __exit__(self): pass\nwith C(): pass",
    "finally": "def f():\n    while True:\n        try:\n            continue\n        finally:\n            pass\nf()",
    "try in a loop": "while True:\n    try:\n        raise ValueError\n    except ValueError:\n        pass",
    "partials": "import functools\nf = print\nfor i in range(10 ** 7): f = functools.partial(f, f)\nf()",
    "closures": "f = lambda: 1\nfor i in range(10 ** 7): f = (lambda g: lambda: g())(f)\nf()",
    "imports itself": "import app\nfrom app import *\nimport importlib\nimportlib.reload(app)",
    "a process that is long in the making": "import multiprocessing\nr = list(range(46))\n"
    "class P(multiprocessing.Process):\n  def __init__(self):\n    for a in r:\n      for b in r:\n"
    "        for c in r: a\n"
    "if __name__ == '__main__': P().start()",
    "match": "x = 1\nwhile True:\n    match x:\n        case 1: x = 2\n        case 2: x = 1",
    "regular expression": "import re\nre.match('(a+)+$', 'a' * 60 + 'b')",
    "many names": "for i in range(10 ** 7): globals()['n' + str(i)] = i",
}

WIDE = {
    "statements": "x = f(1)\n" * 60_000,
    "list": "x = [" + "1, " * 300_000 + "]",
    "dictionary": "x = {" + "".join(f"'{i}': {i}, " for i in range(100_000)) + "}",
    "arguments": "x = f(" + "1, " * 50_000 + ")",
    "functions": "".join(f"def f{i}(a=g()): return a\n" for i in range(10_000)),
    "classes": "".join(f"class C{i}: x = {i}\n" for i in range(5_000)),
    "threads": "import threading\n" + "threading.Thread().start()\n" * 2_000,
    "branches": "def f():\n" + "    if g(): x = 1\n    else: x = 2\n" * 2_000 + "f()",
}


def check(folder: Path, text: str) -> tuple[set[int], set[str]]:
    """Lines with a finding and files with a gap, within ten seconds and 400 MB."""
    (folder / "app.py").write_text(text, encoding="utf-8")
    done = run(folder, "check", "app.py", "--output-format", "json", "--no-cache", deadline=30)
    report = done.report
    assert done.seconds < 10
    assert done.megabytes < 400
    return {finding["line"] for finding in report["findings"]}, {gap["path"] for gap in report["gaps"]}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_ends(text: str, tmp_path: Path) -> None:
    lines, _ = check(tmp_path, FAULT + text)
    assert 3 in lines


@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_is_not_slow_on_long_files(text: str, tmp_path: Path) -> None:
    lines, gaps = check(tmp_path, text + FAULT)
    assert (text + FAULT).count("\n") in lines or gaps == {"app.py"}


@pytest.mark.parametrize("depth", [80, 900, 10_000])
@pytest.mark.parametrize("shape", DEEP)
def test_deep_nesting(shape: str, depth: int, tmp_path: Path) -> None:
    """What Python parses is looked at, up to the budget; what it does not parse is a gap."""
    text = DEEP[shape](depth)
    (tmp_path / "app.py").write_text("import deep" + FAULT, encoding="utf-8")
    (tmp_path / "deep.py").write_text(text + FAULT, encoding="utf-8")
    done = run(tmp_path, "check", "app.py", "--output-format", "json", "--no-cache", deadline=30)
    places = {(finding["path"], finding["line"]) for finding in done.report["findings"]}
    assert ("app.py", 3) in places, "the neighbour is looked at"
    in_deep = any(path == "deep.py" for path, _ in places)
    assert in_deep or "deep.py" in {gap["path"] for gap in done.report["gaps"]}


def test_a_chain_of_two_thousand_imports(tmp_path: Path) -> None:
    for number in range(2_000):
        (tmp_path / f"m{number}.py").write_text(f"import m{number + 1}\n", encoding="utf-8")
    (tmp_path / "m2000.py").write_text("", encoding="utf-8")
    lines, _ = check(tmp_path, "import m0" + FAULT)
    assert 3 in lines


def test_a_ring_of_star_imports(tmp_path: Path) -> None:
    for number in range(50):
        text = f"from m{(number + 1) % 50} import *\nn{number} = 1\n"
        (tmp_path / f"m{number}.py").write_text(text, encoding="utf-8")
    lines, _ = check(tmp_path, "from m0 import *" + FAULT)
    assert 3 in lines
