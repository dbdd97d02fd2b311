answer = input("Migrate the database? ")  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
