# origin: DefectDojo/django-DefectDojo dojo/settings/settings.py: django-split-settings executes files in the settings module
# check: site1.wsgi:application
# file: site1/settings/__init__.py
from split_settings.tools import include, optional

include("base.py", optional("local.py"))

# file: site1/settings/base.py
INSTALLED_APPS = ["shop"]

# file: site1/wsgi.py
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")
application = get_wsgi_application()

# file: shop/models.py
from django.db import models


class Kind(models.Model):
    name = models.TextField()

# file: shop/apps.py
from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self):
        from shop.models import Kind

        list(Kind.objects.all())  # <- FL101
