import subprocess
import sys

STAY = "import signal, time\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\n"
GRANDCHILD = STAY + "time.sleep(3600)"
CHILD = STAY + "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', sys.argv[1]], start_new_session=True)\ntime.sleep(3600)"
helper = subprocess.Popen([sys.executable, "-c", CHILD, GRANDCHILD])  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
