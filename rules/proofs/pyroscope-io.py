"""pyroscope-io, with a server that takes what it is sent."""

import pyroscope


class Agent:
    """The profiler after `configure`."""

    row = "pyroscope.agent"
    service = "web"
    deadline = 4.0

    def build(self):
        return None

    def use(self, _):
        pyroscope.configure(application_name="proof", server_address=f"http://{self.at.host}:{self.at.port}")
