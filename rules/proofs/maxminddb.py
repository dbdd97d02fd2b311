"""maxminddb, with a database of two entries that is written here."""

from pathlib import Path

import maxminddb

_SIZE = 200


def _text(said):
    return bytes([0x40 + len(said)]) + said.encode()


def _long(said):
    """A text of 29 to 284 characters."""
    return bytes([0x5D, len(said) - 29]) + said.encode()


def _number(value):
    return b"\xc2" + value.to_bytes(2, "big")


def _database():
    """One node: addresses that begin with 0 have an entry of zeros, and the others one of ones."""
    entries = _long("0" * _SIZE) + _long("1" * _SIZE)
    tree = b"".join((1 + 16 + at).to_bytes(3, "big") for at in (0, 2 + _SIZE))
    about = {"node_count": 1, "record_size": 24, "ip_version": 4, "build_epoch": 1}
    about |= {"binary_format_major_version": 2, "binary_format_minor_version": 0}
    known = b"".join(_text(name) + _number(value) for name, value in about.items())
    known += _text("database_type") + _text("Shop") + _text("languages") + b"\x00\x04" + _text("description") + b"\xe0"
    return tree + bytes(16) + entries + b"\xab\xcd\xefMaxMind.com" + bytes([0xE0 + len(about) + 3]) + known


class InFile:
    """A database that is read from its file with each look-up."""

    row = "maxminddb.Reader"
    state = "live"
    rounds = 2000

    def prepare(self):
        Path("shop.mmdb").write_bytes(_database())

    def build(self):
        return maxminddb.Reader("shop.mmdb", maxminddb.MODE_FILE)

    def release(self, reader):
        reader.close()

    def work(self, reader, token):
        return reader.get("192.0.2.1" if token.startswith("w1") else "10.0.0.1")

    def expected(self, token):
        return ("1" if token.startswith("w1") else "0") * _SIZE
