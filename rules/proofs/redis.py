"""redis-py, with a real server."""

import redis


class Client:
    """A client with its pool."""

    row = "redis.Redis"
    service = "redis"

    def build(self):
        return redis.Redis(host=self.at.host, port=self.at.port)

    def use(self, client):
        client.ping()

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.echo(token).decode()


class OneConnection:
    """A client that keeps one connection for itself."""

    row = "redis.Redis(single_connection_client=True)"
    service = "redis"
    rounds = 300

    def build(self):
        return redis.Redis(host=self.at.host, port=self.at.port, single_connection_client=True)

    def release(self, client):
        client.close()

    def work(self, client, token):
        return client.echo(token).decode()

    def repair_build_pooled(self):
        """leave `single_connection_client` out"""
        return redis.Redis(host=self.at.host, port=self.at.port)
