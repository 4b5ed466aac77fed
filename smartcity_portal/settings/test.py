"""What differs while the suite runs: a throw-away folder, eager tasks, cheap passwords."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "PORTAL_VAR" not in os.environ:
    os.environ["PORTAL_VAR"] = tempfile.mkdtemp(prefix="portal-test-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_VAR"], ignore_errors=True)
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["PORTAL_VAR"] = str(Path(os.environ["PORTAL_VAR"]) / worker)
os.environ.setdefault("PORTAL_DEMO", "1")
os.environ.setdefault("PORTAL_TODAY", "")

from smartcity_portal.settings.base import *

CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]
