"""How does Django know the cellar? As an app without models."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "smartcity_portal.kit"
    label = "kit"
