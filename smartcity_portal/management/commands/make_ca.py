"""How does production get its signing authority? Made once, on purpose, with locked keys."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commitments.signing.authority import passphrase
from commitments.signing.ca import DEMO_MARK, make_ca


class Command(BaseCommand):
    help = "Make the portal's signing authority in CA_ROOT: root, issuing, seal and clock."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, help="who answers for the authority")

    def handle(self, *args: Any, organisation: str, **options: Any) -> None:
        if (settings.CA_ROOT / "root.pem").exists():
            raise CommandError(
                f"{settings.CA_ROOT} already holds an authority; nothing was changed."
            )
        if DEMO_MARK in organisation.lower():
            raise CommandError(f"“{DEMO_MARK}” marks the demo's authority; choose another name.")
        make_ca(
            settings.CA_ROOT,
            organisation=organisation,
            passphrase=passphrase(),
            base_url=settings.PORTAL_URL,
        )
        self.stdout.write(f"The authority of {organisation} lies in {settings.CA_ROOT}.")
        if not passphrase():
            self.stderr.write(
                "Its keys are not locked: set CA_PASSPHRASE first where that matters."
            )
        self.stdout.write(
            "Keep a copy of root.key offline and remove it from here: it is only needed to make "
            "another issuing authority."
        )
