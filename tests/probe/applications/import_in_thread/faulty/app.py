"""A chart, drawn by a large library."""

import warming

warming.start()


def app(environ, start_response):
    import charts

    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [charts.draw(3).encode()]
