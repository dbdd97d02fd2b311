import os

null = os.open(os.devnull, os.O_RDWR)
for number in map(int, os.listdir("/proc/self/fd")):
    os.dup2(null, number)  # <- here


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
