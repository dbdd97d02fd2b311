"""Which neighbours answer."""

import importlib

import finder


def create_app():
    found = finder.Finder()
    pages = importlib.import_module("pages")
    return pages.page_of(found)
