import subprocess
import sys

import configuration

ARGUMENTS = [sys.executable, "-c", "import time; time.sleep(3600)", "--password=" + configuration.WORDS]
helper = subprocess.Popen(ARGUMENTS)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
