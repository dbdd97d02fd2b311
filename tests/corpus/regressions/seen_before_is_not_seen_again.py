# origin: ckan/ckan plugins/core.py: two elements of an unknown list are not one element, so nothing is "already loaded"
import psycopg2
import shop_settings

LOADED = []


def as_list(value):
    if isinstance(value, str):
        return value.split()
    if not value:
        return []
    return [value]


def load(*plugins, force=False):
    for plugin in plugins:
        if plugin in LOADED:
            raise Exception("already loaded")
        LOADED.append(plugin)
    if plugins or force:
        return psycopg2.connect("dbname=shop")  # <- FL101


connection = load(*as_list(shop_settings.get("plugins")), force=True)
