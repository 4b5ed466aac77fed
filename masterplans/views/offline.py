"""Where does the worker live that opens writing pages without a connection? Beside them: its scope is its folder."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

WORKER = Path(settings.BASE_DIR) / "static" / "js" / "offline-worker.js"


@require_safe
@cache_control(no_cache=True)
def offline_worker(request: HttpRequest) -> HttpResponse:
    return HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
