"""What do the checks find in all plans? Runs them at once, oldest cohort first, and tells the counts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from masterplans.checks import runner
from masterplans.models import Masterplan


class Command(BaseCommand):
    help = "Check the texts and records of all plans, or of the enrolments that are named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", help="enrolments, e.g. kota-bontang-2019")

    def handle(self, *args: Any, slugs: list[str], **options: Any) -> None:
        plans = Masterplan.objects.select_related("enrolment__region", "enrolment__cohort")
        if slugs:
            plans = plans.filter(enrolment__slug__in=slugs)
            unknown = set(slugs) - {plan.enrolment.slug for plan in plans}
            if unknown:
                raise CommandError(f"unknown: {', '.join(sorted(unknown))}")
        for plan in plans.order_by("enrolment__cohort__year", "pk"):
            found = runner.check_plan(plan)
            if options["verbosity"] > 0:
                self.stdout.write(f"{plan.enrolment.slug}: {found}")
