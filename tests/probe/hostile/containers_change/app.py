import threading

CACHE = {}


def change():
    number = 0
    while True:
        number += 1
        CACHE[number] = globals()[f"name{number % 100}"] = [number]
        CACHE.pop(number - 100, None)
        globals().pop(f"name{(number + 50) % 100}", None)


threading.Thread(target=change, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
