def connect(host, password):
    raise ConnectionError("no route to " + host)  # <- here


connect("db.internal", password="hunter2-correct-horse")


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
