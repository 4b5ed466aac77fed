"""Load the provinces, regencies and cities with their Kemendagri codes."""

from typing import Any

from django.core.management.base import BaseCommand

from programs.services import regions


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(regions.load()))
