"""How is the masterplan floor named, and what does it tell the programme floor?"""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MasterplansConfig(AppConfig):
    name = "masterplans"
    verbose_name = _("Masterplans")

    def ready(self) -> None:
        import_module("masterplans.checks.offered")
