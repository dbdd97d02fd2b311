from tracing import note

note("configuration")

workers = 1
dirty_apps = ["heavy:Heavy"]
dirty_workers = 1


def nworkers_changed(server, new, old):
    note("nworkers_changed")


def on_starting(server):
    note("on_starting")


def when_ready(server):
    note("when_ready")


def pre_fork(server, worker):
    note("pre_fork")


def post_fork(server, worker):
    note("post_fork")


def post_worker_init(worker):
    note("post_worker_init")


def pre_request(worker, request):
    note("pre_request")


def post_request(worker, request, environ, response):
    note("post_request")


def on_reload(server):
    note("on_reload")


def worker_int(worker):
    note("worker_int")


def worker_abort(worker):
    note("worker_abort")


def worker_exit(server, worker):
    note("worker_exit")


def child_exit(server, worker):
    note("child_exit")


def on_exit(server):
    note("on_exit")


def on_dirty_starting(arbiter):
    note("on_dirty_starting")


def dirty_post_fork(arbiter, worker):
    note("dirty_post_fork")


def dirty_worker_init(worker):
    note("dirty_worker_init")


def dirty_worker_exit(arbiter, worker):
    note("dirty_worker_exit")


def postfork(server, worker):
    note("postfork")
