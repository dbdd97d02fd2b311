"""Makes its table when Django is ready, and leaves no connection open."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "catalogue"

    def ready(self):
        from django.db import connection, connections

        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS item (name TEXT)")
        connections.close_all()
