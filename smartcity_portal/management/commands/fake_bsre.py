"""How does somebody try the BSrE route without BSrE? By a stand-in that signs worthlessly, here."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from commitments.signing.bsre.picture import bare_name
from commitments.simulation.people import NIK_PREFIX, People
from commitments.simulation.server import Simulation
from commitments.simulation.service import FAULTS, Service
from commitments.simulation.signer import WORTHLESS
from programs.models import Official

LOOK_AGAIN_SECONDS = 30


class Command(BaseCommand):
    help = "Run a local stand-in of the Esign Client of BSrE (loopback only, never in production)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.BSRE_SIMULATION_PORT)
        parser.add_argument("--fault", choices=FAULTS, action="append", default=[])
        parser.add_argument("--slow", type=float, default=90.0, help="seconds that a fault takes")

    def handle(self, *args: Any, port: int, fault: list[str], slow: float, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The stand-in does not run in production.")
        service = Service(
            settings.BSRE_SIMULATION,
            people=known_people(),
            account=(
                os.environ.get("FAKE_BSRE_USER", "portal"),
                os.environ.get("FAKE_BSRE_PASSWORD", "simulasi"),
            ),
            patience=slow,
        )
        service.faults.extend(fault)
        try:
            simulation = Simulation(service, port)
        except (OSError, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error
        with simulation as url:
            self.stdout.write(f"{WORTHLESS}: {url} ({len(service.people.names)} identities)")
            self.stdout.flush()
            try:
                while True:
                    time.sleep(LOOK_AGAIN_SECONDS)
                    service.people.names = known_people().names
                    connection.close()
            except KeyboardInterrupt:
                self.stdout.write("Stopped.")


def known_people() -> People:
    """Every official with an account, by e-mail address and by an invented NIK."""
    names: dict[str, str] = {}
    rows = Official.objects.exclude(user=None).select_related("user").order_by("pk")
    for number, official in enumerate(rows, 1):
        name = bare_name(official.name.replace("(contoh)", "").strip())
        names[official.user.email if official.user else ""] = name
        names[f"{NIK_PREFIX}{number:012d}01"] = name
    return People(names, passphrase=os.environ.get("FAKE_BSRE_PASSPHRASE", "simulasi-2022"))
