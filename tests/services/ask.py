"""How does a test ask for work from outside? As the web server would: its own process, on commit."""

import sys

import django

django.setup()

from accounts.models import User  # noqa: E402
from accounts.services import jobs  # noqa: E402


def ask(trace: str, gate: str) -> None:
    person, _ = User.objects.get_or_create(
        username="penguji", defaults={"name": "Penguji", "email": "penguji@example.org"}
    )
    job = jobs.enqueue("tests.wait", person, by=person, key=trace, trace=trace, gate=gate)
    job.refresh_from_db()
    print(job.pk, "unsent" if job.is_unsent else "sent")


if __name__ == "__main__":
    ask(*sys.argv[1:])
