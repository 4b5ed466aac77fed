"""How is the workshops floor named, and what does it lay after every migration?"""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class WorkshopsConfig(AppConfig):
    name = "workshops"
    verbose_name = _("Workshops")

    def ready(self) -> None:
        import_module("workshops.kinds")
        import_module("workshops.after_notices")
        import_module("workshops.after_lists")
        import_module("workshops.invitables")
        import_module("workshops.services.certificate_signing")
        from workshops import watching

        pre_migrate.connect(watching.before_migrating, sender=self)
        post_migrate.connect(watching.after_migrating, sender=self)
