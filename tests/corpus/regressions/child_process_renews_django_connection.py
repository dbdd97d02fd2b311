# origin: pulp/pulpcore tasking/worker.py: the task's process begins with a connection of its own; its exit removes no directory
from multiprocessing import Process
from tempfile import TemporaryDirectory

from django.db import connection


def perform(task, folder):
    connection.connection = None
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


class Worker:
    def __init__(self):
        self.cursor = connection.cursor()

    def supervise(self, task):
        with TemporaryDirectory(dir=".") as folder:
            process = Process(target=perform, args=(task, folder))
            process.start()
            process.join()


def main():
    Worker().supervise(1)


if __name__ == "__main__":
    main()
