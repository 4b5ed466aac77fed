"""How is the commitments floor named, and what does it bring to the house at start?"""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = _("Commitments")

    def ready(self) -> None:
        import_module("commitments.checks")
        import_module("commitments.services.finishing")
        import_module("commitments.services.checking")
        import_module("commitments.services.memoranda")
