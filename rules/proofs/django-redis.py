"""django-redis, with a real server."""

from django.conf import settings
from django.core.cache import caches


class Cache:
    """Django's cache in Redis."""

    row = "django_redis.cache.RedisCache"
    service = "redis"

    def build(self):
        backend = "django_redis.cache.RedisCache"
        location = f"redis://{self.at.host}:{self.at.port}/{self.at.database or 0}"
        login = {"USERNAME": self.at.user, "PASSWORD": self.at.password} if self.at.password else {}
        settings.configure(CACHES={"default": {"BACKEND": backend, "LOCATION": location, "OPTIONS": login}})
        return caches["default"]

    def use(self, cache):
        cache.set("first", "first")

    def work(self, cache, token):
        cache.set(token, token)
        return cache.get(token)
