"""Sessions wait in a queue until a request takes one."""

import queue

from sessions import connect

idle = queue.LifoQueue()


def fill(count):
    for _ in range(count):
        idle.put(connect())


def one(query):
    connection = idle.get()
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchone()[0]
    finally:
        idle.put(connection)
