"""Is a dossier that somebody hands over whole? Says what is missing, added or changed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from smartcity_portal.dossier.checking import faults_in


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        faults = faults_in(file)
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{file.name}: {len(faults)} faults")
        self.stdout.write(f"{file.name}: whole")
