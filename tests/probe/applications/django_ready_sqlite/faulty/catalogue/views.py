"""One page."""

from django.db import connection
from django.http import HttpResponse


def index(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM item")
        (count,) = cursor.fetchone()
    return HttpResponse(f"{count} items")
