# origin: quay/quay data/logs_model: a parameter that `**unknown` may fill does not keep its default
import psycopg2
import shop_settings


class Model:
    def __init__(self, producer=None, **kwargs):
        self.connection = None
        if producer == "database":
            self.connection = psycopg2.connect(**kwargs["database"])  # <- FL101


model = Model(**shop_settings.MODEL)
