import socket

holder = socket.socket()
holder.bind(("127.0.0.1", 0))  # bound and not listening: nobody else takes the port, and it refuses
connection = socket.create_connection(holder.getsockname())  # <- here
