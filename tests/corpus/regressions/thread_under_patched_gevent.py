# origin: quay/quay util/metrics/prometheus.py: a greenlet, not a thread; tried with gunicorn 27 and gevent 26, it goes on in every worker
# file: gunicorn.conf.py
from gevent import monkey

monkey.patch_all()

wsgi_app = "app:app"
worker_class = "gevent"
preload_app = True

# file: app.py
import threading
import time

from flask import Flask


def push():
    while True:
        time.sleep(30)


app = Flask(__name__)
threading.Thread(target=push, daemon=True).start()
