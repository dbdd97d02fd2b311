"""flagsmith, with a server whose flags change after the fork."""

import json
import time
from urllib.request import Request, urlopen
from uuid import uuid4

from flagsmith import Flagsmith
from flagsmith.exceptions import FlagsmithFeatureDoesNotExistError

TOKENS = ("w0r0", "w1r0", "mr0")


class Local:
    """A client that evaluates the flags itself, and the thread that fetches them."""

    row = "flagsmith.Flagsmith"
    service = "web"
    state = "live"
    rounds = 1

    def prepare(self):
        self.path = uuid4().hex
        self._teach(())

    def build(self):
        url = f"http://{self.at.host}:{self.at.port}/{self.path}/"
        return Flagsmith("ser.key", url, enable_local_evaluation=True, environment_refresh_interval_seconds=0.3)

    def use(self, client):
        time.sleep(0.5)
        client.get_environment_flags()

    def work(self, client, token):
        self._teach(TOKENS)
        until = time.monotonic() + 3
        while time.monotonic() < until:
            try:
                return token if client.get_environment_flags().is_feature_enabled(token) else "off"
            except FlagsmithFeatureDoesNotExistError:
                time.sleep(0.1)
        return "as it was at the fork"

    def repair_in_worker_made_there(self, _):
        """a client of the worker's own"""
        own = self.build()
        self.work = lambda _, token: Local.work(self, own, token)

    def _teach(self, names):
        states = [
            {
                "id": number,
                "django_id": number,
                "featurestate_uuid": str(uuid4()),
                "feature": {"id": number, "name": name, "type": "STANDARD"},
                "feature_state_value": None,
                "enabled": True,
                "multivariate_feature_state_values": [],
            }
            for number, name in enumerate(names)
        ]
        organisation = {
            "id": 1,
            "name": "proof",
            "feature_analytics": False,
            "stop_serving_flags": False,
            "persist_trait_data": True,
        }
        project = {"id": 1, "name": "proof", "organisation": organisation, "hide_disabled_flags": False, "segments": []}
        document = {"id": 1, "api_key": "key", "name": "proof", "project": project, "feature_states": states}
        data = json.dumps(
            {"body": {**document, "identity_overrides": [], "updated_at": "2026-01-01T00:00:00Z"}}
        ).encode()
        target = f"http://{self.at.host}:{self.at.port}/answers/{self.path}/environment-document/"
        urlopen(Request(target, data, method="PUT")).close()
