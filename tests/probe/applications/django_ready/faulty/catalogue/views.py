"""One page."""

from django.apps import apps
from django.db import connection
from django.http import HttpResponse


def index(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_catalog.pg_database")
        (count,) = cursor.fetchone()
    return HttpResponse(f"{count} databases in {apps.get_app_config('catalogue').version}")
