"""What do the standing pages say? Help, accessibility, status, and what robots may read."""

from datetime import timedelta

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from health_check.exceptions import HealthCheckException

from accounts.models import Job, JobState, Notice
from smartcity_portal.health import Broker

ROBOTS = """User-agent: *
Disallow: /akun/
Disallow: /beranda/
Disallow: /papan/
Disallow: /kegiatan/
Disallow: /orang/
Disallow: /program/
Disallow: /rencana/
Disallow: /bimtek/
Disallow: /komitmen/
Disallow: /admin/
"""


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How each role does its work, step by step."""
    return render(request, "public/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the portal, and what is still lacking."""
    return render(request, "public/accessibility.html")


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Whether the parts of the portal work right now."""
    parts = [
        {"name": _("Pages"), "well": True, "text": _("This page has been answered.")},
        _database(),
        _workers(),
        _mail(),
    ]
    context = {"parts": parts, "all_well": all(p["well"] for p in parts), "now": timezone.now()}
    return render(request, "public/status.html", context)


@require_safe
@cache_control(max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be indexed; work pages may not."""
    return HttpResponse(ROBOTS, content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Old browsers ask for this name; the picture is an SVG."""
    return redirect(static("img/portal.svg"), permanent=True)


def _database() -> dict:
    try:
        connection.ensure_connection()
        well = connection.is_usable()
    except DatabaseError:
        well = False
    text = _("Answers.") if well else _("Does not answer. Nothing can be saved now.")
    return {"name": _("Database"), "well": well, "text": text}


def _workers() -> dict:
    waiting = Job.objects.filter(state=JobState.QUEUED).count()
    try:
        Broker().run()
    except (HealthCheckException, OSError):
        text = _("The way to the workers is interrupted; %(count)d jobs wait and run later.")
        return {"name": _("Background work"), "well": False, "text": text % {"count": waiting}}
    text = _("Messages are carried; %(count)d jobs wait.") % {"count": waiting}
    return {"name": _("Background work"), "well": True, "text": text}


def _mail() -> dict:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    late = Notice.objects.filter(
        mailed_at=None, to__is_active=True, created_at__lt=an_hour_ago
    ).count()
    text = (
        _("%(count)d notices have waited for more than an hour; they also stand in the portal.")
        % {"count": late}
        if late
        else _("No mail has waited for more than an hour.")
    )
    return {"name": _("Mail"), "well": not late, "text": text}
