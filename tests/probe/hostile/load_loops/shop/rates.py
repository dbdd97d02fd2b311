def wait():
    while True: pass  # <- here


wait()
