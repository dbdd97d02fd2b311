# origin: quay/quay conf/gunicorn_web.py: `reload` and `preload_app` stand in two arms of one condition and never meet
# file: gunicorn.conf.py
import os

wsgi_app = "app:app"
if os.getenv("SHOP_HOTRELOAD", "false") == "true":
    reload = True
else:
    preload_app = True

# file: app.py
from flask import Flask

app = Flask(__name__)
