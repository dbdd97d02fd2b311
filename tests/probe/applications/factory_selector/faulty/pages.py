"""The only page."""


def page_of(found):
    def page(environ, start_response):
        start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{found.answers(2)} of 2 neighbours answered".encode()]

    return page
