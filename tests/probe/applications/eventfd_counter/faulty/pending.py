"""What waits to be done, counted by the kernel so that a selector can wait for it."""

import os

counter = os.eventfd(0)  # expect: FL105


def add(count):
    os.eventfd_write(counter, count)


def take():
    return os.eventfd_read(counter)
