"""The executor that all requests share."""

from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(max_workers=4, thread_name_prefix="thumbnails")


def compute(name):
    return len(name) * 512


def thumbnail(name):
    return executor.submit(compute, name)


def warm_up():
    executor.submit(compute, "logo.png").result()  # expect: FL202
