"""Playwright's driver, which asks a web server; no browser is needed for that."""

import warnings

from playwright.sync_api import sync_playwright


class Driver:
    """The driver, which the master has started."""

    row = "playwright.sync_api.PlaywrightContextManager"
    service = "web"
    heavy = True
    rounds = 5
    deadline = 5.0

    def build(self):
        warnings.simplefilter("ignore")
        return sync_playwright()

    def use(self, manager):
        self.started = manager.start()
        self.requests = self.started.request.new_context()

    def work(self, _manager, token):
        return self.requests.get(f"http://{self.at.host}:{self.at.port}/{token}").text()
