"""Where does the web server call the portal?

Everything is imported before the server forks, and left alone by the garbage collector: its children
share it, the first visitor does not wait for it, and no visitor waits while it is searched.
"""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity_portal.settings.base")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
