# origin: onyx-dot-app/onyx document_index/vespa: a client that no worker can reach is used by none
# file: app.py
import httpx
from flask import Flask


def wait_until_ready():
    client = httpx.Client(verify=False)
    response = client.get("http://search/health")
    response.raise_for_status()


wait_until_ready()
app = Flask(__name__)
