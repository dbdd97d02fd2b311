import os
import threading


class Lazy:
    def __getattribute__(self, name):
        os.write(2, b"touched\n")
        threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- act

    def __iter__(self):
        return iter(self.sessions)


client = Lazy()
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
