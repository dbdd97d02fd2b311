# origin: nautobot/nautobot: django.setup() where the settings module is not part of the program crashed
# file: app.py
import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "nautobot_config"
django.setup()
