"""dogpile.cache, with a real server."""

from dogpile.cache import make_region


class Region:
    """A region whose backend is in memcached."""

    row = "dogpile.cache.CacheRegion"
    state = "dormant"
    service = "memcached"
    packages = ("pymemcache",)
    deadline = 4.0
    rounds = 200

    def build(self):
        arguments = {"url": [f"{self.at.host}:{self.at.port}"]}
        return make_region().configure("dogpile.cache.pymemcache", arguments=arguments)

    def use(self, region):
        region.set("first", "first")

    def work(self, region, token):
        region.set(token, token)
        return region.get(token)

    def repair_build_in_memory(self):
        """a backend without a server"""
        return make_region().configure("dogpile.cache.memory")


class Redis:
    """A region whose backend is in Redis, whose client notices the fork."""

    row = "dogpile.cache.CacheRegion"
    service = "redis"
    packages = ("redis",)

    def build(self):
        arguments = {"host": self.at.host, "port": self.at.port, "password": self.at.password or None}
        return make_region().configure("dogpile.cache.redis", arguments=arguments)

    def use(self, region):
        region.set("first", "first")

    def work(self, region, token):
        region.set(token, token)
        return region.get(token)
