"""python-memcached, with a real server."""

import memcache


class Client:
    """A client, which keeps one connection for each thread."""

    row = "memcache.Client"
    service = "memcached"
    deadline = 4.0
    rounds = 200

    def build(self):
        return memcache.Client([f"{self.at.host}:{self.at.port}"])

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

    def repair_in_worker_disconnected(self, client):
        """`client.disconnect_all()` first of all in the worker: only its own descriptor is closed"""
        client.disconnect_all()

    def no_help_build_checked(self):
        """`check_keys=True` and a timeout"""
        return memcache.Client([f"{self.at.host}:{self.at.port}"], check_keys=True, socket_timeout=1)
