"""newrelic, in its mode for developers, in which it speaks with no server."""

import newrelic.agent


class Activated:
    """The agent, activated in the master."""

    row = "newrelic.application"
    deadline = 4.0

    def prepare(self):
        settings = newrelic.agent.global_settings()
        settings.license_key = "0" * 40
        settings.developer_mode = True

    def build(self):
        newrelic.agent.initialize()

    def use(self, _):
        newrelic.agent.register_application(timeout=5)
