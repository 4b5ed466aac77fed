"""Does the whole programme run? A fresh region walks it through the services, each step timed."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from smartcity_portal.demo.story import Journey, NoFreeRegion
from smartcity_portal.kit.formats import number
from smartcity_portal.kit.machine import Blocked


class Command(BaseCommand):
    help = "Walk a fresh region from enrolment to the signed sheet and the finished books."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--region", default="", help='a region of the list: "Kota Tarakan"')

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("id"):
            self._play(Journey(options["region"]))

    def _play(self, journey: Journey) -> None:
        began = time.perf_counter()
        for place, (name, act) in enumerate(journey.steps(), 1):
            started = time.perf_counter()
            try:
                act()
            except NoFreeRegion as taken:
                raise CommandError(
                    _("%(regions)s already take part. Name another region with --region.")
                    % {"regions": taken}
                ) from taken
            except Blocked as blocked:
                raise CommandError(f"{name}: {' '.join(blocked.reasons)}") from blocked
            self._say(place, str(name), time.perf_counter() - started)
        for line in journey.outcome:
            self.stdout.write(f"    {line}")
        whole = number(time.perf_counter() - began, 1)
        self.stdout.write(
            _("%(region)s has walked the whole programme in %(seconds)s s.")
            % {"region": journey.city.region, "seconds": whole}
        )

    def _say(self, place: int, name: str, seconds: float) -> None:
        self.stdout.write(f"{place:>2}  {name:<60} {number(seconds, 2):>7} s")
