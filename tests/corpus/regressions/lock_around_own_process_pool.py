# origin: IBM/mcp-context-forge utils/jq_runner.py: the pool's processes run one function, which takes no lock
import os
import threading
from concurrent.futures import ProcessPoolExecutor

_POOL = None
_LOCK = threading.Lock()


def _work(text):
    return text.upper()


def start_pool():
    global _POOL
    with _LOCK:
        if _POOL is not None:
            return
        pool = ProcessPoolExecutor(max_workers=2)
        gate = threading.Semaphore(2)
        if not gate.acquire(blocking=False):
            raise RuntimeError("busy")
        try:
            pool.submit(_work, "warm up").result(timeout=10)
        finally:
            gate.release()
        _POOL = pool
