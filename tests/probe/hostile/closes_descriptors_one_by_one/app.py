import os

for number in map(int, os.listdir("/proc/self/fd")):
    if number > 2:
        try:
            os.close(number)  # <- here
        except OSError:  # the one that listed them
            pass


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
