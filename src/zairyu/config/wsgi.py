"""The application that granian (or any WSGI server) serves."""

import os

from django.core.wsgi import get_wsgi_application

from zairyu.config.ready import read_tables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zairyu.config.settings.production")
application = get_wsgi_application()
read_tables()
