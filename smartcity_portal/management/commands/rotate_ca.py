"""How is the issuing authority renewed? The root vouches for a new one; old signatures stay valid."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commitments.signing.authority import passphrase, sentence_for, the_token
from commitments.signing.ca import CaTrouble
from commitments.signing.making import rotate


class Command(BaseCommand):
    help = "Make a new issuing authority, seal and clock under the same root, and sign with them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--root-key",
            type=Path,
            help="where the root's key was brought to (.key or .p12), if it does not lie in CA_ROOT; "
            "its passphrase is read from CA_ROOT_PASSPHRASE, else CA_PASSPHRASE",
        )

    def handle(self, *args: Any, root_key: Path | None, **options: Any) -> None:
        if not (settings.CA_ROOT / "root.pem").exists():
            raise CommandError(f"{settings.CA_ROOT} holds no authority yet: manage.py make_ca.")
        if root_key is not None and not root_key.exists():
            raise CommandError(f"{root_key} does not exist.")
        try:
            name = rotate(
                settings.CA_ROOT,
                root_key=root_key,
                passphrase=passphrase(),
                root_passphrase=os.environ.get("CA_ROOT_PASSPHRASE", ""),
                base_url=settings.PORTAL_URL,
                token=the_token(),
            )
        except CaTrouble as trouble:
            raise CommandError(sentence_for(trouble)) from None
        self.stdout.write(
            f"From now on {name} in {settings.CA_ROOT} signs. Everything signed so far stays valid. "
            "The ministry may now take back the earlier seal and clock, if they are the reason."
        )
