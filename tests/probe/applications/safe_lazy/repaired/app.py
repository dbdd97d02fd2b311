"""A page that needs a database, a thread, chance and a name of its own."""

import resources


def app(environ, start_response):
    count = resources.executor().submit(len, resources.sample()).result()
    resources.database().execute("INSERT INTO visit VALUES (?)", (resources.name(),))
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [f"{count} drawn by {resources.name()}".encode()]
