import threading

RING = []
RING.append(RING)


class Node:
    def __init__(self, after):
        self.after = after


NESTED, CHAIN = [], None
for _ in range(200_000):
    NESTED, CHAIN = [NESTED], Node(CHAIN)
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
