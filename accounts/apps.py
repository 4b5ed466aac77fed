"""How does the house start? Each app's sentences, notices, lists and holdings register themselves here."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self) -> None:
        autodiscover_modules(
            "sentences",
            "notices",
            "tasks",
            "lists",
            "dossier",
            "holdings",
            "doors",
            "book_annexes",
        )
