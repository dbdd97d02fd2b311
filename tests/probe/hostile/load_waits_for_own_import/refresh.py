import threading


def refresh():
    from app import app


thread = threading.Thread(target=refresh, daemon=True)
thread.start()
thread.join()  # <- here
