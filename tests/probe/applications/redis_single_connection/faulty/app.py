"""Says over which connection the store was asked."""

import store

store.remember("greeting", "hello")


def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{store.recall('greeting')} over connection {store.client.client_id()}".encode()]
