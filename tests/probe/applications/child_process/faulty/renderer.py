"""The helper program: it answers each line that it is sent."""

import subprocess
import sys

PROGRAM = "import sys\nfor line in sys.stdin: print(line.strip().title(), flush=True)"
helper = subprocess.Popen(  # expect: FL301
    [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
)


def render(heading):
    helper.stdin.write(heading + "\n")
    helper.stdin.flush()
    return helper.stdout.readline().strip()
