"""Makes its table when Django is ready."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "catalogue"

    def ready(self):
        from django.db import connection

        with connection.cursor() as cursor:  # expect: FL101
            cursor.execute("CREATE TABLE IF NOT EXISTS item (name TEXT)")
