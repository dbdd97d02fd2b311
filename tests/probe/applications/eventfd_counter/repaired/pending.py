"""What waits to be done, counted by the kernel so that a selector can wait for it."""

import os

counter = os.eventfd(0)


def renew():
    global counter
    os.close(counter)
    counter = os.eventfd(0)


os.register_at_fork(after_in_child=renew)


def add(count):
    os.eventfd_write(counter, count)


def take():
    return os.eventfd_read(counter)
