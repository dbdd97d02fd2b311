"""An installed MariaDB with a data folder of its own: how it is prepared and started."""

from __future__ import annotations

from pathlib import Path

DATABASE, USER, PASSWORD = "shop", "shop", "shop-secret"
SETUP = f"""
CREATE DATABASE {DATABASE};
CREATE USER '{USER}'@'%' IDENTIFIED BY '{PASSWORD}';
GRANT ALL PRIVILEGES ON *.* TO '{USER}'@'%';
CREATE TABLE {DATABASE}.item (id INT PRIMARY KEY, name VARCHAR(40));
INSERT INTO {DATABASE}.item VALUES (1, 'teapot');
"""
_SMALL = ("--innodb-buffer-pool-size=16M", "--innodb-log-file-size=8M", "--innodb-flush-log-at-trx-commit=0")


def install(program: str, folder: Path, user: str) -> list[str]:
    """The command that makes the system tables."""
    (folder / "setup.sql").write_text(SETUP, encoding="utf-8")
    own = [f"--user={user}", f"--datadir={folder / 'data'}"]
    return [program, "--no-defaults", *own, "--auth-root-authentication-method=normal", "--skip-test-db"]


def serve(program: str, folder: Path, user: str, host: str, port: int) -> list[str]:
    """In the foreground; without the binary log, the grants of hosts and the settings of the machine."""
    return [
        program,
        "--no-defaults",
        f"--user={user}",
        f"--datadir={folder / 'data'}",
        f"--socket={folder / 'socket'}",
        f"--pid-file={folder / 'pid'}",
        f"--init-file={folder / 'setup.sql'}",
        f"--bind-address={host}",
        f"--port={port}",
        "--skip-name-resolve",
        "--max-connect-errors=1000000",  # connections break here, and the server would refuse more of them
        *_SMALL,
    ]
