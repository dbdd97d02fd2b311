# origin: quay/quay app.py: what only the tests' configuration opens, in a folder of tests
# file: app.py
import os

from flask import Flask

app = Flask(__name__)
IS_TESTING = "TEST" in os.environ
if IS_TESTING:
    from test.testconfig import TestConfig

    app.config.from_object(TestConfig())

# file: test/testconfig.py
from tempfile import NamedTemporaryFile

TEST_DB_FILE = NamedTemporaryFile(delete=True)


class TestConfig:
    TESTING = True
    TEST_DB_FILE = TEST_DB_FILE
