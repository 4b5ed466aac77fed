"""Where does the web server call the portal?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity_portal.settings.base")

application = get_wsgi_application()
