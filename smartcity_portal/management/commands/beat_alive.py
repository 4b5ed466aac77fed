"""Does beat still strike? Ends with 0 when a schedule ran within the last minutes, else with 1."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

# Beat writes down what it ran only every three minutes.
SILENCE_ALLOWED = timedelta(minutes=8)


class Command(BaseCommand):
    help = "Ends with 0 when beat ran a schedule within the last minutes."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        last = PeriodicTask.objects.filter(enabled=True).aggregate(at=Max("last_run_at"))["at"]
        if last is None or last < timezone.now() - SILENCE_ALLOWED:
            raise CommandError(f"Beat last ran a schedule at {last}.")
        self.stdout.write(f"Beat ran a schedule at {last}.")
