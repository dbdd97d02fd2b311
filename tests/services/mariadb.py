"""MariaDB: a data folder of its own, one user, one database with one table."""

from __future__ import annotations

from tests.services.recipe import HOST, SHOP, Place, Recipe, answers, me, path_of

SETUP = f"""
CREATE DATABASE {SHOP.database};
CREATE USER '{SHOP.user}'@'%' IDENTIFIED BY '{SHOP.password}';
GRANT ALL PRIVILEGES ON *.* TO '{SHOP.user}'@'%';
CREATE TABLE {SHOP.database}.item (id INT PRIMARY KEY, name VARCHAR(40));
INSERT INTO {SHOP.database}.item VALUES (1, 'teapot');
"""
SMALL = ("--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M", "--innodb-flush-log-at-trx-commit=0")


def prepare(place: Place) -> None:
    """The system tables, and what the server executes before it lets the first client in."""
    (place.folder / "setup.sql").write_text(SETUP, encoding="utf-8")
    place.run(
        path_of("mariadb-install-db"),
        "--no-defaults",
        f"--user={me()}",
        f"--datadir={place.folder / 'data'}",
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
    )


def commands(place: Place) -> list[list[str]]:
    """In the foreground; without the binary log, the grants of hosts and the settings of the machine."""
    return [
        [
            path_of("mariadbd"),
            "--no-defaults",
            f"--user={me()}",
            f"--datadir={place.folder / 'data'}",
            f"--socket={place.folder / 'socket'}",
            f"--pid-file={place.folder / 'pid'}",
            f"--init-file={place.folder / 'setup.sql'}",
            f"--bind-address={HOST}",
            f"--port={place.port}",
            "--skip-name-resolve",
            "--max-connect-errors=1000000",  # tests break connections; the server would refuse more of them
            *SMALL,
        ]
    ]


def ready(place: Place) -> bool:
    """The greeting names the way to log in."""
    return answers(place, b"", b"mysql_native_password")


RECIPE = Recipe(
    name="mariadb",
    programs=("mariadbd", "mariadb-install-db", "my_print_defaults"),
    install="apt-get install mariadb-server-core mariadb-client-core",
    prepare=prepare,
    commands=commands,
    ready=ready,
    login=SHOP,
    deadline=60,
)
