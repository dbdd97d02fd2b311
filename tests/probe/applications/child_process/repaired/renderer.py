"""The helper program: it answers each line that it is sent, and ends when its input does."""

import functools
import subprocess
import sys

PROGRAM = "import sys\nfor line in sys.stdin: print(line.strip().title(), flush=True)"


@functools.cache
def helper():
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def render(heading):
    helper().stdin.write(heading + "\n")
    helper().stdin.flush()
    return helper().stdout.readline().strip()
