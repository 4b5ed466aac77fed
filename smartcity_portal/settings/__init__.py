"""Which settings does the portal run with? Everything comes from the environment; see base.py."""

from smartcity_portal.settings.base import *  # noqa: F403
