"""python-oracledb without a server: a pool without sessions has a thread all the same."""

import oracledb


class Pool:
    """A pool that opens its sessions later. Once closed, it leaves a thread for the pools that nobody closes."""

    row = "oracledb.ConnectionPool"

    def build(self):
        return oracledb.create_pool(user="proof", password="nothing", dsn="127.0.0.1:9/shop", min=0, max=2)  # noqa: S106
