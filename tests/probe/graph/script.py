# mypy: ignore-errors
"""What the agent's object graph tells of `shop`, as JSON: run by each Python that the agent has to work in.

`script.py AGENT WHAT`, where WHAT names one of the functions below.
"""

import faulthandler
import gc
import importlib
import json
import logging
import os
import sys
import threading
import time
import traceback
import types
import weakref
from pathlib import Path

HERE = str(Path(__file__).resolve().parent)
DEADLINE = 30
"""Seconds after which a worker says where it hangs, and ends. Not set in the master: a worker could not set its own."""
TYPES = {
    "random.Random": {"kind": "random", "draws": "random"},
    "acme.Pool": {"kind": "pool", "notice": "_checkpid", "idle": "_idle"},
    "acme.BlockingPool": {"kind": "pool", "idle": "_idle"},
    "acme.Refusing": {"kind": "pool", "notice": "_checkpid", "idle": "_gone", "runtime": ["acme._pool.Refusing"]},
    "acme.Lazy": {"kind": "connection"},
    "acme.dice": {"kind": "random", "draws": "roll", "runtime": ["acme._pool.Dice"]},
    "acme.connections": {"kind": "connection", "notice": "default._checkpid", "idle": "default._idle"},
    "absent.Thing": {"kind": "pool"},
    "concurrent.futures.ThreadPoolExecutor": {"kind": "executor"},
    "threading.Lock": {"kind": "lock", "runtime": ["_thread.RLock", "_thread.LockType", "threading.Condition"]},
}


def graph(agent):
    package = types.ModuleType("_forklint_agent")
    package.__path__ = [agent]
    sys.modules["_forklint_agent"] = package
    return importlib.import_module("_forklint_agent.graph")


def application(file):
    return file.startswith(f"{HERE}/application/")


def settings(agent, **changes):
    given = {"application": application, "types": TYPES, "seconds": 20.0, "pid_of_master": os.getpid(), **changes}
    return agent.Settings(**given)


def nobody(made):
    return None


def in_child(told):
    """What a function tells in a forked worker."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        faulthandler.dump_traceback_later(DEADLINE, exit=True)
        try:
            with os.fdopen(writing, "w") as stream:
                json.dump(told(), stream)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        text = stream.read()
    os.waitpid(pid, 0)
    return json.loads(text)


def numbers():
    """Path -> descriptor, asked of the objects themselves."""
    from shop import db

    held = {name: getattr(db, name) for name in ("sock", "log_file", "temporary")}
    told = {"shop.db.sock": held["sock"], "shop.db.log_file.stream": held["log_file"].stream}
    told.update({"shop.db.temporary.file": held["temporary"].file, "shop.db.pair[1]": db.pair[1]})
    told.update({"shop.db.pool._idle[1]._channel['read']": db.pool._idle[1]._channel["read"]})
    return {path: made.fileno() for path, made in told.items()}


def everything(agent):
    import shop.views
    from shop import db, hostile

    gc.freeze()
    asked = settings(agent)
    before = db.generator.getstate()
    rows = agent.inspect(asked, nobody)
    told = {
        "rows": rows,
        "reach": agent.reach(),
        "worker": in_child(lambda: agent.inspect(asked, nobody)),
        "again": in_child(lambda: agent.inspect(asked, nobody)),
        "notice": in_child(lambda: agent.notice(asked, [])),
        "one": in_child(lambda: agent.notice(asked, ["shop.db.pool", "shop.db.nothing"])),
        "by_alias": in_child(lambda: agent.notice(asked, ["shop.views.pool"])),
        "finalizers": agent.finalizers(),
        "numbers": numbers(),
        "unmoved": before == db.generator.getstate(),
        "next": [repr(db.generator.random()) for _ in range(4)],
        "touched": hostile.TOUCHED,
        "called": [*db.CALLED, *sys.modules["acme._pool"].CALLED],
        "woken": [name for name in db.acme.WOKEN if name == "Lazy"],
        "collecting": gc.isenabled(),
        "pid": os.getpid(),
        "folder": db.folder.name,
        "temporary": db.temporary.name,
        "ident": threading.get_ident(),
        "owned": [row["path"] for row in agent.inspect(asked, lambda made: {"stack": [[shop.views.__file__, 1, ""]]})],
    }
    db.event.set()
    return told


def nothing_kept(agent):
    import shop.db as db

    gc.disable()
    references = {name: weakref.ref(getattr(db, name)) for name in ("service", "pool", "loop", "executor", "wrapped")}
    references["Service"] = weakref.ref(db.Slotted)
    agent.inspect(settings(agent), nobody)
    agent.notice(settings(agent), [])
    agent.busy(settings(agent), "shop.db.loop", 0.01)
    db.event.set()
    counts = {name: sys.getrefcount(reference()) for name, reference in references.items()}
    for _ in range(3):
        agent.inspect(settings(agent), nobody)
        agent.notice(settings(agent), [])
    again = {name: sys.getrefcount(reference()) for name, reference in references.items()}
    del db.wrapped
    return {"before": counts, "after": again, "gone": references["wrapped"]() is None}


def budgets(agent):
    import shop.db as db

    db.heap = [[[str(number)] for number in range(1000)] for _ in range(1000)]
    told = {}
    for name, changes in (("objects", {"objects": 500}), ("seconds", {"seconds": 0.05})):
        start = time.perf_counter()
        rows = agent.inspect(settings(agent, **changes), nobody)
        told[name] = {"reach": agent.reach(), "took": time.perf_counter() - start, "paths": [r["path"] for r in rows]}
    db.event.set()
    return told


def system_locks(agent):
    """A handler whose lock a thread took with it, and an import that another thread is in the middle of."""
    before = agent.system_locks()
    handler = logging.NullHandler()
    handler.lock = threading.RLock()
    taker = threading.Thread(target=handler.lock.acquire)
    taker.start()
    taker.join()
    os.environ["SLOW"] = "1"
    importing = threading.Thread(target=importlib.import_module, args=("shop.slow",), daemon=True)
    importing.start()
    deadline = time.monotonic() + 20
    while not hasattr(sys.modules.get("shop.slow"), "DONE") and time.monotonic() < deadline:
        time.sleep(0.01)
    here = agent.system_locks()
    told = {"before": before, "here": here, "worker": in_child(agent.system_locks)}
    sys.modules["shop.slow"].DONE.set()
    importing.join()
    return told


def busy(agent):
    """An idle loop; one that a sibling's socket keeps awake; one that waits with a task of the application."""
    import shop.db as db

    asked = settings(agent)
    ran = []
    db.loop.call_soon(ran.append, "call")
    idle = in_child(lambda: agent.busy(asked, "shop.db.loop", 0.2))
    left, right = db.pair
    right.send(b"x")
    told = {
        "idle": idle,
        "closed": agent.busy(asked, "shop.db.closed_loop", 0.1),
        "none": agent.busy(asked, "x.y", 0.1),
    }

    def sibling():
        db.loop._selector._selector.register(left.fileno(), 1)
        return agent.busy(asked, "shop.db.loop", 0.5)

    told["shared"] = in_child(sibling)
    told["ran"] = ran
    start = time.perf_counter()
    agent.busy(asked, "shop.db.loop", 0.2)
    told["took"] = time.perf_counter() - start
    told["waiting"] = len(db.loop._ready)
    db.event.set()
    return told


def main():
    """Ends without waiting for threads, whatever happens."""
    sys.path[:0] = [f"{HERE}/application", f"{HERE}/library"]
    try:
        sys.stdout.write(json.dumps(globals()[sys.argv[2]](graph(sys.argv[1]))))
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
