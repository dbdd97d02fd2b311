"""paramiko, with its own server in a process of its own, which answers a command with the command."""

import time

import paramiko
from forklint_recipe import served

SERVER = """
import socket, sys, threading, time
import paramiko

KEY = paramiko.ECDSAKey.generate()

class Echo(paramiko.ServerInterface):
    def check_auth_password(self, username, password):
        return paramiko.AUTH_SUCCESSFUL

    def check_channel_request(self, kind, chanid):
        return paramiko.OPEN_SUCCEEDED

    def check_channel_exec_request(self, channel, command):
        threading.Thread(target=self.answer, args=(channel, command)).start()
        return True

    def answer(self, channel, command):
        time.sleep(0.1)  # until the reply to the request has gone
        channel.sendall(command)
        channel.send_exit_status(0)
        channel.close()

def serve(connection):
    transport = paramiko.Transport(connection)
    transport.add_server_key(KEY)
    try:
        transport.start_server(server=Echo())
    except (paramiko.SSHException, EOFError):
        return
    kept = []
    while transport.is_active():
        kept.append(transport.accept(1))

listening = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    threading.Thread(target=serve, args=(listening.accept()[0],)).start()
"""


def _answer(channel, token):
    channel.exec_command(token)
    return channel.makefile().read().decode()


class Client:
    """A client that is connected."""

    row = "paramiko.SSHClient"
    deadline = 4.0
    rounds = 3

    def prepare(self):
        self.port = served(SERVER)

    def build(self):
        return paramiko.SSHClient()

    def use(self, client):
        client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
        client.connect("127.0.0.1", self.port, "somebody", "nothing", allow_agent=False, look_for_keys=False)

    def release(self, client):
        client.close()
        time.sleep(0.3)  # its thread ends a little later

    def work(self, client, token):
        return _answer(client.get_transport().open_session(timeout=2), token)

    def repair_in_worker_connected_there(self, _):
        """a client of the worker's own, which leaves the inherited one alone"""
        own = self.build()
        self.use(own)
        self.work = lambda _, token: Client.work(self, own, token)

    def no_help_build_keepalive(self):
        """`set_keepalive`: its thread is not there"""
        client = self.build()
        connect = client.connect

        def connect_and_keep(*args, **options):
            connect(*args, **options)
            client.get_transport().set_keepalive(1)

        client.connect = connect_and_keep
        return client


class Transport:
    """A transport, whose constructor connects."""

    row = "paramiko.Transport"
    deadline = 4.0
    rounds = 3

    def prepare(self):
        self.port = served(SERVER)

    def build(self):
        return paramiko.Transport(("127.0.0.1", self.port))

    def use(self, transport):
        transport.connect(username="somebody", password="nothing")  # noqa: S106 - of the server above

    def release(self, transport):
        transport.close()
        time.sleep(0.3)

    def work(self, transport, token):
        return _answer(transport.open_session(timeout=2), token)
