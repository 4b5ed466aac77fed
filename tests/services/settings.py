"""Which settings do the portals of these tests have? The real ones; their workers know one job more."""

from smartcity_portal.settings.base import *

CELERY_INCLUDE = ["tests.services.work"]
CELERY_BEAT_SCHEDULE["sweep-jobs"]["schedule"] = 2.0
