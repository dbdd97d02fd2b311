"""A shop made of services."""

from services.catalogue import Catalogue
from services.repository import Repository


def create_app():
    catalogue = Catalogue(Repository())

    def answer(environ, start_response):
        items = catalogue.items()
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [", ".join(items).encode()]

    return answer
