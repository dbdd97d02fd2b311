import threading

for _ in range(200):
    print(("x" * 99 + "\n") * 10_000, end="")
print("the last line", flush=True)
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread


def app(environ, start_response):
    start_response("200 OK", [])
    return [b""]
