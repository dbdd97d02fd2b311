"""Files, archives and shelves of the standard library that stay open over the fork."""

import dbm
import io
import os
import shelve
import tarfile
import zipfile
from pathlib import Path

_SIZE = 4096


def _shelf(name):
    return shelve.open(name)  # noqa: S301 - it is made here


def _block(token):
    return token.encode().ljust(_SIZE, b".")


class Reading:
    """A binary file that is open to read: each worker seeks and reads its own blocks."""

    row = "builtins.open(binary)"
    rounds = 500

    def prepare(self):
        with Path("blocks").open("wb") as file:
            file.writelines(_block(str(number)) for number in range(500))

    def build(self):
        return Path("blocks").open("rb", buffering=_SIZE)

    def release(self, file):
        file.close()

    def work(self, file, token):
        file.seek(int(token.partition("r")[2]) * _SIZE)
        return file.read(_SIZE).strip(b".").decode()

    def expected(self, token):
        return token.partition("r")[2]

    def repair_in_worker_open(self, _file):
        """open the file in the worker"""
        own = self.build()
        self.work = lambda _, token: type(self).work(self, own, token)

    def repair_in_worker_pread(self, file):
        """read with `os.pread`"""
        self.work = lambda _, token: self._read(file, token)

    def _read(self, file, token):
        return os.pread(file.fileno(), _SIZE, int(token.partition("r")[2]) * _SIZE).strip(b".").decode()


class Writing:
    """A file that is open to write, with text in its buffer: in the end each line must be there once."""

    row = "builtins.open(writing)"
    rounds = 1

    def build(self):
        return Path("lines").open("w")

    def use(self, file):
        file.write("of the master\n")

    def release(self, file):
        file.close()

    def work(self, file, token):
        if token.startswith("w"):
            return 1
        file.flush()
        return Path("lines").read_text().count("of the master\n")

    def expected(self, _token):
        return 1

    def repair_in_master_flush(self, file):
        """flush it before the fork"""
        file.flush()

    def no_help_in_worker_flush(self, file):
        """flush it in the worker"""
        file.flush()


class Archive:
    """An archive that is open to read: each worker reads members."""

    row = "zipfile.ZipFile"
    rounds = 1000

    def prepare(self):
        with zipfile.ZipFile("shop.zip", "w") as archive:
            for number in range(10):
                archive.writestr(f"{number}", str(number) * 10000)

    def build(self):
        return zipfile.ZipFile("shop.zip")

    def release(self, archive):
        archive.close()

    def work(self, archive, token):
        return archive.read(token[-1]).decode()

    def expected(self, token):
        return token[-1] * 10000

    def repair_in_worker_open(self, _archive):
        """open the archive in the worker"""
        own = self.build()
        self.work = lambda _, token: type(self).work(self, own, token)


class Shelf:
    """A shelf: each worker writes entries, and a new shelf must have them."""

    row = "shelve.Shelf"
    unseen = True
    rounds = 50

    def build(self):
        return _shelf("shelf")

    def use(self, shelf):
        shelf["used"] = 1
        shelf.sync()

    def release(self, shelf):
        shelf.close()

    def work(self, shelf, token):
        if token.startswith("m"):
            return token
        shelf[token] = token * 200
        shelf.sync()
        if not token.endswith(f"r{self.rounds - 1}"):
            return token
        with _shelf("shelf") as found:
            return token if found.get(f"{token[:2]}r0") == f"{token[:2]}r0" * 200 else "lost"

    def repair_in_master_close(self, shelf):
        """close it before the fork, and open one for each worker"""
        shelf.close()
        self.work = self._own

    def _own(self, _inherited, token):
        if token.startswith("m"):
            return token
        self.own = getattr(self, "own", None) or _shelf(f"shelf of {token}")
        self.own[token] = token
        return self.own[token]


class Text:
    """A text that is open to read: each worker seeks and reads lines of its own."""

    row = "builtins.open(text)"
    rounds = 500

    def prepare(self):
        with Path("lines").open("w") as file:
            file.writelines(f"{number}".ljust(_SIZE - 1) + "\n" for number in range(500))

    def build(self):
        return Path("lines").open()

    def release(self, file):
        file.close()

    def work(self, file, token):
        file.seek(int(token.partition("r")[2]) * _SIZE)
        return file.readline().strip()

    def expected(self, token):
        return token.partition("r")[2]

    def repair_in_worker_open(self, _file):
        """open it in the worker"""
        own = self.build()
        self.work = lambda _, token: type(self).work(self, own, token)


class Lines:
    """A file that is written line by line: the lines of all workers are in it, each of them whole."""

    row = "builtins.open(lines)"
    rounds = 20

    def build(self):
        self.own = self._opened("log")
        return self.own

    def _opened(self, name):
        return Path(name).open("w", buffering=1)

    def release(self, file):
        file.close()

    def work(self, _file, token):
        if token.startswith("w"):
            self.own.write(f"{token}\n")
            return ""
        return "of others" if Path("log").read_text() else ""

    def expected(self, _token):
        return ""

    def repair_in_worker_open(self, _file):
        """open a file for each worker"""
        self.own = self._opened(f"log of {os.getpid()}")


class Tar:
    """A tar archive that is open to read: each worker reads members."""

    row = "tarfile.TarFile"
    rounds = 1000

    def prepare(self):
        with tarfile.open("shop.tar", "w") as archive:
            for number in range(10):
                member = tarfile.TarInfo(f"{number}")
                member.size = 10000
                archive.addfile(member, io.BytesIO(str(number).encode() * member.size))

    def build(self):
        return tarfile.open("shop.tar")

    def release(self, archive):
        archive.close()

    def work(self, archive, token):
        return archive.extractfile(token[-1]).read().decode()

    def expected(self, token):
        return token[-1] * 10000

    def repair_in_worker_open(self, _archive):
        """open the archive in the worker"""
        own = self.build()
        self.work = lambda _, token: type(self).work(self, own, token)


class Keys:
    """A file of keys and values: each worker writes entries, and whoever opens it anew must find them."""

    row = "dbm.open()"
    alone = "w0"
    unseen = True
    rounds = 50

    def build(self):
        return dbm.open("keys", "c")

    def use(self, keys):
        keys["used"] = "1"

    def release(self, keys):
        keys.close()

    def work(self, keys, token):
        if token.startswith("m"):
            return sum(self._lost("keys", worker) for worker in range(2))
        keys[token] = token
        if token.endswith(f"r{self.rounds - 1}"):
            keys.close()
        return 0

    def expected(self, _token):
        return 0

    def _lost(self, name, worker):
        with dbm.open(name) as found:
            return sum(f"w{worker}r{number}".encode() not in found for number in range(self.rounds))

    def repair_in_master_close(self, keys):
        """close it before the fork, and open one for each worker"""
        keys.close()
        self.work = self._own

    def _own(self, _inherited, token):
        if token.startswith("m"):
            return sum(self._lost(f"keys of w{worker}", worker) for worker in range(2))
        with dbm.open(f"keys of {token[:2]}", "c") as own:
            own[token] = token
        return 0
