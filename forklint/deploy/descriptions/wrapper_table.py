"""Programs that start another one, and how their own words end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A program that starts another one."""

    command: tuple[str, ...] = ()
    """The words after which the other program stands (`run`)."""
    valued: frozenset[str] = frozenset()
    """Options whose value is the next word."""
    operands: int = 0
    """Words of its own before the other program (`gosu USER`)."""


def _w(command: str = "", valued: str = "", operands: int = 0) -> Wrapper:
    return Wrapper(tuple(command.split()), frozenset(valued.split()), operands)


WRAPPERS: dict[str, Wrapper] = {
    "authbind": _w(),
    "builtin": _w(),
    "catchsegv": _w(),
    "chamber": _w("exec"),
    "chpst": _w("", "-u -U -e -/ -n -m"),
    "chrt": _w("", "", 1),
    "command": _w(),
    "conda": _w("run", "-n --name -p --prefix --cwd"),
    "coverage": _w("run", "--rcfile --source --context -m"),
    "ddtrace-run": _w(),
    "doas": _w("", "-u"),
    "dockerize": _w("", "-wait -timeout -template -stdout -stderr -wait-retry-interval -poll"),
    "doppler": _w("run"),
    "dotenv": _w("run", "-f --file"),
    "dumb-init": _w("", "--rewrite -r"),
    "exec": _w("", "-a"),
    "gosu": _w("", "", 1),
    "hatch": _w("run"),
    "honcho": _w("run", "-e --env"),
    "hupper": _w("", "-m --shutdown-interval --reload-interval -w -x"),
    "infisical": _w("run", "--env --path --projectId"),
    "ionice": _w("", "-c -n"),
    "mamba": _w("run", "-n --name -p --prefix"),
    "micromamba": _w("run", "-n --name -p --prefix"),
    "multirun": _w(),
    "newrelic-admin": _w("run-program"),
    "nice": _w("", "-n"),
    "nohup": _w(),
    "numactl": _w(),
    "op": _w("run", "--env-file"),
    "opentelemetry-instrument": _w(
        "", "--traces_exporter --metrics_exporter --logs_exporter --service_name --exporter_otlp_endpoint"
    ),
    "pdm": _w("run", "-p --project"),
    "pipenv": _w("run"),
    "poetry": _w("run", "-C --directory --project -P"),
    "pyenv": _w("exec"),
    "rye": _w("run"),
    "s6-setuidgid": _w("", "", 1),
    "sentry-run": _w(),
    "setpriv": _w("", "--reuid --regid --groups"),
    "setsid": _w(),
    "setuser": _w("", "", 1),
    "softlimit": _w("", "-m -a -d -s"),
    "start-pgbouncer": _w(),
    "start-pgbouncer-stunnel": _w(),
    "start-stunnel": _w(),
    "stdbuf": _w("", "-i -o -e"),
    "su-exec": _w("", "", 1),
    "sudo": _w("", "-u -g -U -H -h"),
    "tini": _w("", "-e -p"),
    "time": _w(),
    "timeout": _w("", "-k -s", 1),
    "unbuffer": _w(),
    "uv": _w(
        "run",
        "--with --extra --group --python -p --env-file --directory --project --package --only-group --no-group --index"
        " --with-requirements --with-editable --config-file --cache-dir",
    ),
    "watchmedo": _w("auto-restart", "-d --directory -p --pattern --patterns --signal --interval"),
    "with-contenv": _w(),
    "xvfb-run": _w("", "-s -n -e"),
}
"""Name, without `.sh` -> how it is written."""
