"""The least of an inotify client."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
IN_MODIFY = 2


def on(path):
    queue = libc.inotify_init1(os.O_NONBLOCK)  # expect: FL105
    libc.inotify_add_watch(queue, os.fsencode(path), IN_MODIFY)
    return queue


def changed(queue):
    try:
        return bool(os.read(queue, 4096))
    except BlockingIOError:
        return False
