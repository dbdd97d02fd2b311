"""python-binary-memcached, with a real server."""

import bmemcached


class Client:
    """A client, which keeps one connection for each server."""

    row = "bmemcached.Client"
    service = "memcached"
    deadline = 4.0
    rounds = 200

    def build(self):
        return bmemcached.Client((f"{self.at.host}:{self.at.port}",))

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


class Distributed:
    """A client that spreads its keys over servers."""

    row = "bmemcached.DistributedClient"
    service = "memcached"
    deadline = 4.0
    rounds = 200

    def build(self):
        return bmemcached.DistributedClient((f"{self.at.host}:{self.at.port}",))

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
