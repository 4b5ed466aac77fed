"""How does the portal sign under an organisation's own authority? With an issuing one it was given."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commitments.signing.authority import passphrase, sentence_for, the_token
from commitments.signing.ca import CaTrouble
from commitments.signing.making import take_in, take_root_list


class Command(BaseCommand):
    help = (
        "Take in an issuing authority from PKCS#12 or a PKCS#11 token, or a newer list of its root."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--root", type=Path, help="certificate of the root, PEM")
        parser.add_argument(
            "--root-crl", type=Path, required=True, help="the root's list of revoked certificates"
        )
        parser.add_argument(
            "--issuing",
            type=Path,
            help="PKCS#12 file of the issuing authority (passphrase in P12_PASSPHRASE), or with "
            "--label its certificate in PEM",
        )
        parser.add_argument("--label", default="", help="name of its key in the PKCS#11 token")

    def handle(
        self,
        *args: Any,
        root: Path | None,
        root_crl: Path,
        issuing: Path | None,
        label: str,
        **options: Any,
    ) -> None:
        exists = (settings.CA_ROOT / "root.pem").exists()
        try:
            if issuing is None and exists:
                take_root_list(settings.CA_ROOT, root_crl)
                self.stdout.write("The root's list has been replaced.")
                return
            self._take_in(root, root_crl, issuing, label, exists=exists)
        except CaTrouble as trouble:
            raise CommandError(sentence_for(trouble)) from None
        except (OSError, ValueError) as error:
            raise CommandError(f"{error} Nothing was changed.") from None

    def _take_in(
        self, root: Path | None, root_crl: Path, issuing: Path | None, label: str, *, exists: bool
    ) -> None:
        if exists:
            raise CommandError(
                f"{settings.CA_ROOT} already holds an authority; nothing was changed."
            )
        if root is None or issuing is None:
            raise CommandError("Give --root, --root-crl and --issuing.")
        take_in(
            settings.CA_ROOT,
            root=root,
            root_crl=root_crl,
            issuing=issuing,
            secret=os.environ.get("P12_PASSPHRASE", ""),
            label=label,
            passphrase=passphrase(),
            base_url=settings.PORTAL_URL,
            token=the_token(),
        )
        self.stdout.write(
            f"The authority lies in {settings.CA_ROOT}; seal and clock were made under it. Its root's "
            "list ends one day: bring a newer one with --root-crl alone before that."
        )
