# origin: pypi/warehouse warehouse/config.py: Pyramid calls `includeme` of each module that the configuration includes
# file: shop/wsgi.py
from shop.config import configure

application = configure().make_wsgi_app()

# file: shop/config.py
from pyramid.config import Configurator


def configure(settings=None):
    config = Configurator(settings=settings or {})
    config.include("pyramid_jinja2")
    config.include(".db")
    config.include("shop.search")
    return config

# file: shop/db.py
import psycopg2


def includeme(config):
    config.registry["database"] = psycopg2.connect("dbname=shop")  # <- FL101

# file: shop/search.py
import threading


def refresh():
    pass


def includeme(config):
    config.registry["refresher"] = threading.Thread(target=refresh)
    config.registry["refresher"].start()  # <- FL201
