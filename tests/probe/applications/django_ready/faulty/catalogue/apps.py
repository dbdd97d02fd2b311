"""Reads what the database calls itself when Django is ready."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "catalogue"
    version = ""

    def ready(self):
        from django.db import connection

        with connection.cursor() as cursor:  # expect: FL101
            cursor.execute("SHOW server_version")
            (self.version,) = cursor.fetchone()
