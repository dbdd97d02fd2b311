# origin: DefectDojo/django-DefectDojo dojo/api_v2/serializers.py: Django imports the URLconf on the first request, in a worker
# file: site1/settings.py
INSTALLED_APPS = ["shop"]
ROOT_URLCONF = "site1.urls"

# file: site1/wsgi.py
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")
application = get_wsgi_application()

# file: site1/urls.py
from django.urls import path

from shop.views import index

urlpatterns = [path("", index)]

# file: shop/models.py
from django.db import models


class Kind(models.Model):
    name = models.TextField()

# file: shop/views.py
from django.http import HttpResponse

from shop.models import Kind

CHOICES = list(Kind.objects.values_list("name", flat=True))


def index(request):
    return HttpResponse(str(CHOICES))
