"""How does the clock of the portal begin? As Celery's does, except that it can be ended meanwhile."""

import signal

from django_celery_beat.schedulers import DatabaseScheduler


class Scheduler(DatabaseScheduler):
    """The schedule in the database.

    While it is written, a request to end simply ends the process. Celery's own handler would begin
    a second schedule inside the first, and what then fails is caught: the request would be lost.
    """

    def setup_schedule(self) -> None:
        heard = signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            super().setup_schedule()
        finally:
            signal.signal(signal.SIGTERM, heard)
