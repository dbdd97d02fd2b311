wsgi_app = "app:app"
preload_app = True
workers = 2
bind = "127.0.0.1:0"


def post_fork(server, worker):
    import lookups

    lookups.start()
