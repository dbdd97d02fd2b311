import fcntl
import gc
import json
import os
import socket
import struct
import sys
import threading
import traceback

threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
_fork = os.fork


def fork():
    return _fork()


def fail(*arguments, **options):
    raise RuntimeError("patched")


os.fork = fork
FUNCTIONS = {
    os: "listdir scandir readlink fstat stat read write getppid kill pipe dup close open".split(),
    sys: "_getframe settrace setprofile addaudithook getsizeof".split(),
    gc: "get_objects get_referrers get_referents collect freeze".split(),
    json: ["dumps", "loads"],
    socket: ["socket", "socketpair", "fromfd", "create_connection"],
    struct: ["pack", "unpack", "calcsize"],
    threading: ["Thread", "Lock", "RLock", "enumerate", "current_thread", "settrace"],
    traceback: ["format_exc", "print_exc", "extract_stack", "walk_stack"],
    fcntl: ["fcntl", "ioctl"],
}
for module, names in FUNCTIONS.items():
    for name in names:
        if hasattr(module, name):
            setattr(module, name, fail)
os.getpid = fail

def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
