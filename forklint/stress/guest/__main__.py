"""Executed by the application's Python: becomes its server, with its settings, on a free port of loopback.

Which settings are another's address, file or service, the probe's agent knows: its files are used, itself is not.
The variable FORKLINT_STRESS says what to do; the file `told` in its folder is the answer.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from typing import Any

VARIABLE = "FORKLINT_STRESS"
HERE = os.path.dirname(os.path.abspath(__file__))
AGENT = os.path.join(os.path.dirname(os.path.dirname(HERE)), "probe", "agent")
BACKLOG = 1024


def main() -> None:
    """Does not return; a server's own messages say why where it cannot be started."""
    settings: dict[str, Any] = json.loads(os.environ.pop(VARIABLE))
    _install_agent()
    _listen(settings)
    if settings["server"] == "gunicorn":
        from _forklint_stress.of_gunicorn import serve
    else:
        from _forklint_stress.of_uwsgi import serve
    serve(settings)


def _listen(settings: dict[str, Any]) -> None:
    """On a free port, with a socket that the server inherits: nobody else can take it in between."""
    try:
        listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    except OSError as error:
        sys.exit(f"there is no free port on 127.0.0.1: {error.strerror}")
    os.set_inheritable(listener.fileno(), True)
    settings["port"] = listener.getsockname()[1]
    settings["address"] = f"fd://{listener.detach()}"


def _install_agent() -> None:
    """Make the agent's package and this one importable, without a trace on `sys.path`."""
    sys.path[:] = [AGENT, *(folder for folder in sys.path if os.path.abspath(folder or ".") != HERE)]
    import boot

    del sys.path[0]
    boot.install()
    package: Any = type(sys)("_forklint_stress")
    package.__path__ = [HERE]
    sys.modules["_forklint_stress"] = package


if __name__ == "__main__":
    main()
