# mypy: ignore-errors
# A module that is being imported until somebody says otherwise.
import threading

DONE = threading.Event()
DONE.wait(20)
