wsgi_app = "shop.wsgi:application"
preload_app = True
workers = 2
bind = "127.0.0.1:0"


def pre_fork(server, worker):
    from django.db import connections

    connections.close_all()
