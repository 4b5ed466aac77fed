"""Is the portal well? `/health/` for the web server, `/health/jobs/` for the way to the workers.

The web server is well without a broker: jobs wait and pages say so. Answers are one plain
line per check, without addresses or versions, because anybody may ask.
"""

import dataclasses
import logging
from typing import Any

from celery import current_app
from django.http import HttpRequest, HttpResponse
from django.urls import path
from health_check.base import HealthCheck
from health_check.checks import Database, Storage
from health_check.exceptions import ServiceUnavailable
from health_check.views import HealthCheckView
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


@dataclasses.dataclass
class Broker(HealthCheck):
    """Can a message be handed over?"""

    def run(self) -> None:
        try:
            with current_app.connection_for_write() as connection:
                connection.ensure_connection(max_retries=1, timeout=3)
                connection.default_channel.queue_declare("health")
        except (OperationalError, OSError) as error:
            log.warning("the broker is away: %s", type(error).__name__)
            raise ServiceUnavailable("away") from error


class PlainHealthView(HealthCheckView):
    """Answer in plain text only: 200 when all is well, else 503."""

    async def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with self.get_executor() as executor:
            results = [await check.get_result(executor) for check in self.get_checks()]
        lines = [f"{type(r.check).__name__}: {'away' if r.error else 'OK'}\n" for r in results]
        status = 503 if any(result.error for result in results) else 200
        return HttpResponse("".join(lines), status=status, content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("", PlainHealthView.as_view(checks=(Database, Storage)), name="health"),
    path("jobs/", PlainHealthView.as_view(checks=(Database, Broker)), name="health_jobs"),
]
