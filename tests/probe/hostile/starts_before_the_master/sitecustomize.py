import threading

print("customized", flush=True)
threading.Thread(target=threading.Event().wait, daemon=True).start()  # <- thread
