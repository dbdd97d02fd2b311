# origin: quay/quay conf/gunicorn_local.py: preloaded before gevent patches, unless it is told to reload
# file: gunicorn.conf.py
import os

wsgi_app = "app:app"
worker_class = "gevent"
if os.getenv("SHOP_HOTRELOAD", "false") == "true":
    reload = True
else:
    preload_app = True  # <- FL901

# file: app.py
from flask import Flask

app = Flask(__name__)
