"""Load what every installation needs: the regions, and the shipped guidance editions that are missing.

Then come the cohorts of past years with the numbers of their selection, as public sources give
them. Which regions took part is not loaded: the ministry writes that down itself.

With --ministry USERNAME that account becomes the first of the ministry's staff; the others are
invited in the portal.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from programs.models import GuidanceEdition
from programs.services import cohort_facts, editions, regions, relations


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--ministry", metavar="USERNAME", default="")

    @transaction.atomic
    def handle(self, *args: Any, ministry: str, **options: Any) -> None:
        regions.load()
        known = set(GuidanceEdition.objects.values_list("year", flat=True))
        for path in sorted(editions.FOLDER.glob("*.toml")):
            if int(path.stem) not in known:
                self.stdout.write(str(editions.load_file(path, by=None)))
        for cohort in cohort_facts.load():
            self.stdout.write(f"{cohort}: {cohort.source}")
        if ministry:
            user = User.objects.filter(username=ministry).first()
            if user is None:
                raise CommandError(f"Nobody is called {ministry}: manage.py createsuperuser first.")
            relations.grant("ministry", user, None, by=None)
