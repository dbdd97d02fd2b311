from gunicorn.dirty.app import DirtyApp
from tracing import note

note("dirty_apps")


class Heavy(DirtyApp):
    pass
