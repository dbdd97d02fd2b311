import json

SETTINGS = json.loads("{'debug': true}")  # <- here
