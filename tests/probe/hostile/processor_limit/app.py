import resource

resource.setrlimit(resource.RLIMIT_CPU, (1, 2))
while True: pass


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
