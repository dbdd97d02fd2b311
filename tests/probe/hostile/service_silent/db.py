import socket

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
connection = socket.create_connection(listener.getsockname())
greeting = connection.recv(64)  # <- here
