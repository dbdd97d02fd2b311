"""watchdog, whose observer reads changes in threads."""

import queue
from pathlib import Path

from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer


class _Heard(FileSystemEventHandler):
    def __init__(self):
        self.files = queue.Queue()

    def on_created(self, event):
        self.files.put(Path(event.src_path).name)


class Watching:
    """An observer that is started: each process makes a file, and waits until it hears of it."""

    row = "watchdog.observers.Observer"
    state = "live"  # since version 7
    deadline = 4.0
    rounds = 3

    def build(self):
        self.heard = _Heard()
        observer = Observer()
        observer.schedule(self.heard, ".")
        return observer

    def use(self, observer):
        observer.start()

    def release(self, observer):
        observer.stop()
        observer.join()

    def work(self, observer, token):
        Path(token).touch()
        while (name := self.heard.files.get()) != token:
            continue
        return name

    def repair_in_worker_new(self, observer):
        """make and start it in the worker"""
        self.own = self.build()
        self.own.start()

    def no_help_in_worker_start(self, observer):
        """start it again in the worker: a thread can be started only once"""
        observer.start()
