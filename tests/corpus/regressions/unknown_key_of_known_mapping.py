# origin: quay/quay data/logs_model/__init__.py: an attribute of an outside module as key may choose any of the items
import psycopg2
import shop_settings


class Remote:
    def __init__(self):
        self.connection = psycopg2.connect("dbname=shop")  # <- FL101


class Local:
    pass


MODELS = {"remote": Remote, "local": Local}
model = MODELS[shop_settings.MODEL]()
