"""The executor that all requests share: its threads start with the first request of each worker."""

from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(max_workers=4, thread_name_prefix="thumbnails")


def compute(name):
    return len(name) * 512


def thumbnail(name):
    return executor.submit(compute, name)


def warm_up():
    with ThreadPoolExecutor(max_workers=1) as once:
        once.submit(compute, "logo.png").result()
