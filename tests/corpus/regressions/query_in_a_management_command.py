# origin: kobotoolbox/kpi kpi/management/commands/tag_random_assets.py: a command's module, which no server loads
# file: shop/models.py
from django.db import models


class Product(models.Model):
    name = models.TextField()

# file: shop/management/commands/tag_products.py
import random

from django.core.management.base import BaseCommand

from shop.models import Product

ten_products = random.sample(list(Product.objects.all()), 10)


class Command(BaseCommand):
    def handle(self, *args, **options):
        print(ten_products)
