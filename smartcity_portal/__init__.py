"""The roof of the house and its wiring; the Celery app is loaded with Django."""

from smartcity_portal.celery import app as celery_app

__all__ = ["celery_app"]
