# origin: NelsonRaj1412/athens check_production_db.py: files above the project's folder, which no server imports
# file: check_production_db.py
import os
import sys

import psycopg2

try:
    password = os.environ.get("DB_PASSWORD")
    if not password:
        print("not set")
        sys.exit(1)
    connection = psycopg2.connect(host="localhost", password=password)
    with connection:
        print(connection.cursor())
except psycopg2.Error as error:
    print(error)
    sys.exit(1)

# file: back-end/gunicorn.conf.py
preload_app = True

# file: back-end/backend/settings.py
INSTALLED_APPS = []

# file: back-end/backend/wsgi.py
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
application = get_wsgi_application()
