"""Check that no line of history was changed, removed or slipped in; exit 1 when one was."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import HistoryEntry
from accounts.services import history


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "subject", nargs="?", default="", help="masterplans.chapter:42; default: all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        faults = history.faults_in(options["subject"])
        for fault in faults:
            self.stderr.write(fault)
        self.stdout.write(f"{HistoryEntry.objects.count()} lines, {len(faults)} broken")
        if faults:
            sys.exit(1)
