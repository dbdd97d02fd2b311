"""statsig, with a server whose gates change after the fork."""

import json
import time
from urllib.request import Request, urlopen
from uuid import uuid4

from statsig import StatsigOptions, StatsigServer, StatsigUser, statsig

TOKENS = ("w0r0", "w1r0", "mr0")


def _teach(at, path, names):
    public = {"type": "public", "targetValue": None, "operator": None, "field": None, "additionalValues": {}}
    same = {"salt": "salt", "idType": "userID", "isDeviceBased": False}
    rule = {
        "name": "all",
        "id": "all",
        "passPercentage": 100,
        "conditions": [{**public, **same}],
        "returnValue": True,
    }
    gate = {"type": "feature_gate", "enabled": True, "defaultValue": False, "rules": [{**rule, **same}], **same}
    gates = [{"name": name, "entity": "feature_gate", **gate} for name in names]
    now = {"has_updates": True, "time": 1 + len(names)}
    specs = {"feature_gates": gates, "dynamic_configs": [], "layer_configs": [], **now}
    data = json.dumps({"body": specs}).encode()
    target = f"http://{at.host}:{at.port}/answers/{path}/download_config_specs"
    urlopen(Request(target, data, method="PUT")).close()


class Server:
    """The object that decides, and its threads that fetch the gates."""

    row = "statsig.statsig_server.StatsigServer"
    service = "web"
    rounds = 1

    def prepare(self):
        self.path = uuid4().hex
        _teach(self.at, self.path, ())

    def build(self):
        return StatsigServer()

    def use(self, server):
        url = f"http://{self.at.host}:{self.at.port}/{self.path}/"
        server.initialize("secret-key", StatsigOptions(api=url, rulesets_sync_interval=1))

    def work(self, server, token):
        _teach(self.at, self.path, TOKENS)
        user = StatsigUser("somebody")
        until = time.monotonic() + 3
        while time.monotonic() < until and not server.check_gate(user, token):
            time.sleep(0.1)
        return token if server.check_gate(user, token) else "as it was at the fork"


class Global:
    """The one server object behind the functions of `statsig.statsig`."""

    row = "statsig.server"
    service = "web"
    rounds = 1

    def prepare(self):
        self.path = uuid4().hex
        _teach(self.at, self.path, ())

    def build(self):
        return statsig

    def use(self, server):
        url = f"http://{self.at.host}:{self.at.port}/{self.path}/"
        server.initialize("secret-key", StatsigOptions(api=url, rulesets_sync_interval=1))

    def work(self, server, token):
        return Server.work(self, server, token)
