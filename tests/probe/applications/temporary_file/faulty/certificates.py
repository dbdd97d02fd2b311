"""The certificate comes from a variable, but the library that needs it wants a file."""

import os
import tempfile

file = tempfile.NamedTemporaryFile(suffix=".pem")  # expect: FL404
file.write(os.environ.get("CERTIFICATE", "-----BEGIN CERTIFICATE-----").encode())
file.flush()


def readable():
    return os.access(file.name, os.R_OK)
