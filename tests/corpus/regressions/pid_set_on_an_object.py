# origin: IBM/mcp-context-forge utils/jq_runner.py: the pid is kept to be compared, under a name given to setattr
import os
import queue

_OWNER = "_owner_pid"


def make():
    pool = queue.Queue()
    setattr(pool, _OWNER, os.getpid())
    return pool


def owned(pool):
    return getattr(pool, _OWNER, None) == os.getpid()


POOL = make()


def current():
    global POOL
    if not owned(POOL):
        POOL = make()
    return POOL
