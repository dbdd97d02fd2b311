"""pylibmc, with a real server."""

import pylibmc


class Client:
    """A client of libmemcached."""

    row = "pylibmc.Client"
    service = "memcached"
    deadline = 4.0
    rounds = 200

    def build(self):
        return pylibmc.Client([f"{self.at.host}:{self.at.port}"])

    def use(self, client):
        client.set("first", "first")

    def release(self, client):
        client.disconnect_all()

    def work(self, client, token):
        client.set(token, token)
        return client.get(token)

    def repair_in_master_disconnected(self, client):
        """`client.disconnect_all()` at the end of loading"""
        client.disconnect_all()

    def no_help_build_nagle(self):
        """the behaviours `tcp_nodelay` and `tcp_keepalive`"""
        behaviors = {"tcp_nodelay": True, "tcp_keepalive": True}
        return pylibmc.Client([f"{self.at.host}:{self.at.port}"], behaviors=behaviors)
