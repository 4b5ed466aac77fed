"""How is the programme floor named, and what does it tell the floor of people?"""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgramsConfig(AppConfig):
    name = "programs"
    verbose_name = _("Programme")

    def ready(self) -> None:
        import_module("programs.invitables")
        import_module("programs.second_factor")
