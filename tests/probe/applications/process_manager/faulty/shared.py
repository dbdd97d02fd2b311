"""Settings that all workers see."""

import multiprocessing

manager = multiprocessing.get_context("fork").Manager()  # expect: FL302
settings = manager.dict(language="en")
