"""Takes an order and hands it on."""

from publisher import Publisher

publisher = Publisher("orders")


def app(environ, start_response):
    publisher.publish(b"tea")
    start_response("202 Accepted", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"ordered"]
