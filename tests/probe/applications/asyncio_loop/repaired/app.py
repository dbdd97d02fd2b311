"""A synchronous page over an asynchronous client."""

import client

CITIES = client.wait_for(client.cities())


def app(environ, start_response):
    weather = client.wait_for(client.weather(CITIES[0]))
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{CITIES[0]}: {weather}".encode()]
