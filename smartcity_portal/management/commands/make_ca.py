"""How does production get its signing authority? Made once, on purpose, with locked keys."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commitments.signing.authority import passphrase, sentence_for, the_token
from commitments.signing.ca import DEMO_MARK, CaTrouble, make_ca


class Command(BaseCommand):
    help = "Make the portal's signing authority in CA_ROOT: root, issuing, seal and clock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, help="who answers for the authority")
        parser.add_argument(
            "--token",
            action="store_true",
            help="have the keys made in the PKCS#11 token of CA_PKCS11_MODULE; they never leave it",
        )

    def handle(self, *args: Any, organisation: str, token: bool, **options: Any) -> None:
        if (settings.CA_ROOT / "root.pem").exists():
            raise CommandError(
                f"{settings.CA_ROOT} already holds an authority; nothing was changed."
            )
        if DEMO_MARK in organisation.lower():
            raise CommandError(f"“{DEMO_MARK}” marks the demo's authority; choose another name.")
        if token and not settings.CA_PKCS11_MODULE:
            raise CommandError("Set CA_PKCS11_MODULE, CA_PKCS11_TOKEN and CA_PKCS11_PIN first.")
        try:
            make_ca(
                settings.CA_ROOT,
                organisation=organisation,
                passphrase=passphrase(),
                base_url=settings.PORTAL_URL,
                token=the_token() if token else None,
            )
        except CaTrouble as trouble:
            raise CommandError(sentence_for(trouble)) from None
        self._tell(organisation, token=token)

    def _tell(self, organisation: str, *, token: bool) -> None:
        self.stdout.write(f"The authority of {organisation} lies in {settings.CA_ROOT}.")
        if token:
            self.stdout.write(f"Its keys lie in the token “{settings.CA_PKCS11_TOKEN}”.")
            return
        if not passphrase():
            self.stderr.write(
                "Its keys are not locked: set CA_PASSPHRASE first where that matters."
            )
        self.stdout.write(
            "Keep a copy of root.key offline and remove it from here: it is only needed to make "
            "another issuing authority (manage.py rotate_ca)."
        )
