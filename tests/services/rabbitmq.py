"""RabbitMQ: a node of its own, with its own port mapper (epmd), cookie and folders. The slowest to start."""

from __future__ import annotations

from pathlib import Path

from tests.services.recipe import HOST, Login, Place, Recipe, answers, path_of

# What Debian has on PATH wraps this one and changes the user.
UNWRAPPED = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
SETTINGS = """
listeners.tcp.1 = {address}
log.console = true
log.console.level = warning
log.file = false
"""


def prepare(place: Place) -> None:
    """Settings in a file: what the environment does not have a variable for."""
    (place.folder / "rabbitmq.conf").write_text(SETTINGS.format(address=f"{HOST}:{place.port}"), encoding="utf-8")
    for name in ("mnesia", "logs"):
        (place.folder / name).mkdir()
    (place.folder / "enabled_plugins").write_text("[].\n", encoding="utf-8")


def environment(place: Place) -> dict[str, str]:
    """Every file below the folder, every port on loopback, and no settings of the machine (/etc/rabbitmq)."""
    folder = place.folder
    return {
        "RABBITMQ_NODENAME": f"forklint{place.port}@localhost",
        "RABBITMQ_DIST_PORT": str(place.ports[1]),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "none.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "none.config"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "logs"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
        "ERL_EPMD_ADDRESS": HOST,
        "ERL_EPMD_PORT": str(place.ports[2]),
        "ERL_CRASH_DUMP": str(folder / "crash"),
    }


def commands(place: Place) -> list[list[str]]:
    """The port mapper in the foreground: left to RabbitMQ it would become a daemon that outlives it."""
    server = str(UNWRAPPED) if UNWRAPPED.exists() else path_of("rabbitmq-server")
    return [[path_of("epmd"), "-port", str(place.ports[2]), "-address", HOST], [server]]


def ready(place: Place) -> bool:
    """The first frame of a connection; the listener opens last of all."""
    return answers(place, b"AMQP\x00\x00\x09\x01", b"RabbitMQ")


RECIPE = Recipe(
    name="rabbitmq",
    programs=("rabbitmq-server", "epmd"),
    install="apt-get install rabbitmq-server",
    prepare=prepare,
    environment=environment,
    commands=commands,
    ready=ready,
    login=Login("guest", "guest"),
    deadline=90,
    ports=3,
)
