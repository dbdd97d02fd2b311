"""Mail and files over sockets, and a server in a process of its own that answers each command with its last word."""

import ftplib
import imaplib
import poplib
import smtplib
import subprocess
import sys
import time
from pathlib import Path

_SERVER = """
import os, socketserver, sys
greeting, form = sys.argv[1:]
class Commands(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(greeting.encode() + b"\\r\\n" if greeting else b"")
        for line in self.rfile:
            words = line.decode().split() or [""]
            told = "* CAPABILITY IMAP4REV1\\r\\n" if words[-1] == "CAPABILITY" and "OK" in form else ""
            self.wfile.write((told + form.format(first=words[0], last=words[-1]) + "\\r\\n").encode())
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Commands)
open("port.part", "w").write(str(server.server_address[1]))
os.rename("port.part", "port")
server.serve_forever()
"""
_AT = "127.0.0.1"


def _port(greeting, form):
    """Starts a server and says where it listens."""
    nothing = subprocess.DEVNULL
    command = [sys.executable, "-c", _SERVER, greeting, form]
    subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)
    while not Path("port").exists():
        time.sleep(0.02)
    return int(Path("port").read_text())


class Mail:
    """An SMTP session."""

    row = "smtplib.SMTP"
    state = "live"
    deadline = 4.0
    rounds = 300

    def prepare(self):
        self.port = _port("220 ready", "250 {last}")

    def build(self):
        self.own = smtplib.SMTP(_AT, self.port, local_hostname="shop", timeout=1.5)
        return self.own

    def release(self, session):
        session.quit()

    def work(self, session, token):
        if self.own.sock is None:
            self.build()
        return self.own.verify(token)[1].decode()

    def repair_in_master_quit(self, session):
        """end its `with` block before the fork, and connect where the mail is sent"""
        session.quit()

    def repair_in_worker_connect(self, _session):
        """connect in the worker"""
        self.build()

    def no_help_in_worker_greet(self, session):
        """greet again in the worker: it is the same session"""
        session.ehlo()


class Unconnected:
    """An SMTP object that connects later."""

    row = "smtplib.SMTP"
    deadline = 4.0
    rounds = 300

    def prepare(self):
        self.port = _port("220 ready", "250 {last}")

    def build(self):
        return smtplib.SMTP(timeout=1.5)

    def use(self, session):
        session.connect(_AT, self.port)

    def release(self, session):
        session.close()

    def work(self, session, token):
        return session.verify(token)[1].decode()


class Files:
    """An FTP session."""

    row = "ftplib.FTP"
    state = "live"
    deadline = 4.0
    rounds = 300

    def prepare(self):
        self.port = _port("220 ready", "211 {last}")
        ftplib.FTP.port = self.port

    def build(self):
        self.own = ftplib.FTP(_AT, timeout=1.5)  # noqa: S321 - nothing leaves the machine
        return self.own

    def release(self, session):
        session.close()

    def work(self, session, token):
        if self.own.sock is None:
            self.build()
        return self.own.sendcmd(f"STAT {token}").split()[1]

    def repair_in_master_quit(self, session):
        """close it before the fork, and connect in the worker"""
        session.close()

    def repair_in_worker_connect(self, _session):
        """connect in the worker"""
        self.build()


class Mailbox:
    """An IMAP session."""

    row = "imaplib.IMAP4"
    deadline = 4.0
    rounds = 300

    def prepare(self):
        self.port = _port("* OK ready", "{first} OK {last}")

    def build(self):
        self.own = imaplib.IMAP4(_AT, self.port, timeout=1.5)
        return self.own

    def release(self, session):
        session.shutdown()

    def work(self, session, token):
        return self.own.xatom("XECHO", token)[1][0].decode()

    def repair_in_worker_connect(self, _session):
        """connect in the worker"""
        self.build()


class Letterbox:
    """A POP3 session."""

    row = "poplib.POP3"
    deadline = 4.0
    rounds = 300

    def prepare(self):
        self.port = _port("+OK ready", "+OK {last}")

    def build(self):
        self.own = poplib.POP3(_AT, self.port, timeout=1.5)
        return self.own

    def release(self, session):
        session.quit()

    def work(self, session, token):
        return self.own.user(token).split()[1].decode()

    def repair_in_worker_connect(self, _session):
        """connect in the worker"""
        self.build()

    def no_help_in_worker_close(self, session):
        """close the inherited session in the worker: it is shut down for all"""
        session.close()
        self.build()
