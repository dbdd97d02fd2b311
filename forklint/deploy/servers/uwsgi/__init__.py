"""uWSGI: its command line, and its configuration files in four languages."""

from forklint.deploy.servers.uwsgi.reader import read

__all__ = ["read"]
