"""Who holds the pen of a section, and how does it change hands? Softly: it warns, it never refuses a save."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.services import history
from masterplans import notices
from masterplans.models import Pen, Section
from masterplans.models.writing import ALIVE, LAID_DOWN
from masterplans.services.sections import why_not_writable
from smartcity_portal.kit.machine import Blocked


def renew(section_pk: int, *, by: Any, tab: str) -> bool:
    """Say that the page is still open; whether it holds the pen. One statement."""
    return Pen.objects.of_page(section_pk, by, tab).renew()


@transaction.atomic
def hold(
    section: Section, *, by: Any, tab: str, opening: bool = False, returning: bool = False
) -> Pen:
    """Take the pen when it is free or was silent for a minute; a page that opens takes one's own along.

    A page that has left takes nothing by what it sent before, only when it returns. The answer is the
    pen as it is then, which may be somebody else's.
    """
    _check(section, by)
    now = timezone.now()
    if not renew(section.pk, by=by, tab=tab):
        free = Q(seen_at__lte=now - ALIVE)
        if opening or returning:
            free |= Q(holder=by)
        taken = Pen.objects.filter(free, section=section)
        if not returning:
            taken = taken.exclude(holder=by, tab=tab, seen_at=LAID_DOWN)
        if not taken.update(holder=by, tab=tab, since=now, seen_at=now):
            new = Pen(section=section, holder=by, tab=tab, since=now, seen_at=now)
            Pen.objects.bulk_create([new], ignore_conflicts=True)
    return pen_of(section)


@transaction.atomic
def take_over(section: Section, *, by: Any, tab: str, at: datetime | None = None) -> Pen:
    """Take the pen out of somebody's hand; they are told, and what they wrote is kept."""
    _check(section, by)
    if reason := why_not_writable(section.chapter):
        raise Blocked([reason])
    pen = Pen.objects.select_for_update().filter(section=section).first()
    if pen is None or pen.holder_id == by.pk or not pen.is_alive:
        return hold(section, by=by, tab=tab, returning=True)
    before, now = pen.holder, timezone.now()
    pen.holder, pen.tab, pen.since, pen.seen_at = by, tab, now, now
    pen.save()
    history.record("masterplans.section.take_over", section, by=by, at=at, before=before)
    notices.pen_taken(section, before, by=by)
    return pen_of(section)


def lay_down(section_pk: int, *, by: Any, tab: str) -> bool:
    """Leave the section; the pen is free at once. Whether this page had one; one statement."""
    return bool(Pen.objects.of_page(section_pk, by, tab).update(seen_at=LAID_DOWN))


@transaction.atomic
def lay_down_ahead(section: Section, *, by: Any, tab: str) -> None:
    """Leave before the page's own request for the pen has arrived: it finds the pen laid down."""
    _check(section, by)
    left = Pen(section=section, holder=by, tab=tab, since=timezone.now(), seen_at=LAID_DOWN)
    Pen.objects.bulk_create([left], ignore_conflicts=True)
    lay_down(section.pk, by=by, tab=tab)


def pen_of(section: Section) -> Pen:
    return Pen.objects.select_related("holder").get(section=section)


def written_by_somebody_else(section: Section, reader: Any) -> Pen | None:
    """Return the pen when another person than `reader` is writing now."""
    rows = Pen.objects.alive(ALIVE).filter(section=section).exclude(holder=reader)
    return rows.select_related("holder").first()


def pens_in(chapter: Any) -> dict[int, Pen]:
    """Return by section the pens that are in use in a chapter now; one query."""
    rows = Pen.objects.alive(ALIVE).filter(section__chapter=chapter)
    rows = rows.select_related("holder", "section").order_by("section__order")
    return {pen.section_id: pen for pen in rows}


def _check(section: Section, by: Any) -> None:
    if not by.has_perm("masterplans.edit_section", section):
        raise PermissionDenied("masterplans.edit_section")
