"""Check that no line of history was changed, removed, cut off or slipped in; exit 1 when one was.

Looks at each subject's own chain, at the seals over all of history, and at what signed files and
the records of signatures remember of it. Files from elsewhere may be named: they bear witness too.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import HistoryEntry, HistorySeal
from accounts.services import history, history_seals
from commitments.services import remembered
from commitments.signing.bounded import inspect_file


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "subject", nargs="?", default="", help="masterplans.chapter:42; default: all"
        )
        parser.add_argument(
            "--file",
            action="append",
            default=[],
            type=Path,
            help="a signed PDF that somebody kept; may be given several times",
        )

    def handle(self, *args: Any, subject: str, file: list[Path], **options: Any) -> None:
        faults = history.faults_in(subject)
        if not subject:
            faults += [*history_seals.faults(), *remembered.faults()]
        for path in file:
            faults += self._witness(path)
        for fault in faults:
            self.stderr.write(fault)
        seals = HistorySeal.objects.count()
        self.stdout.write(
            f"{HistoryEntry.objects.count()} lines, {seals} seals, {len(faults)} broken"
        )
        if faults:
            sys.exit(1)

    def _witness(self, path: Path) -> list[str]:
        """What a file remembers; only one whose signatures hold is believed."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        if not inspect_file(path).sound:
            return [f"{path.name}: its signatures do not hold, so it proves nothing"]
        return [f"{path.name}: {fault}" for fault in remembered.faults_in_file(content)]
