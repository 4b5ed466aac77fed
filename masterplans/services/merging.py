"""How do two texts become one? What was picked is a new version, and the two are no longer open."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history
from masterplans.models import Section, SectionText
from masterplans.services.kept_texts import Origin
from masterplans.services.sections import Sent, Why, open_section, permit, store
from smartcity_portal.kit.machine import Blocked


@transaction.atomic
def merge(
    beside: SectionText, html: str, *, by: Any, base_version: int, at: datetime | None = None
) -> Section:
    """Make `html` the section's text, picked from the present one and the one kept beside it.

    Blocked when somebody wrote or merged meanwhile: what was picked no longer knows both texts.
    """
    section = open_section(beside.section, by=by)
    beside = (
        SectionText.objects.select_for_update(of=("self",)).select_related("by").get(pk=beside.pk)
    )
    if beside.closed_at:
        raise Blocked([_("Somebody has merged these two texts already.")])
    if base_version != section.version:
        raise Blocked(
            [_("The text has changed since you opened this page. Look at the choices again.")]
        )
    _close(beside, by=by, at=at)
    text = permit(section, html, by=by)
    if text != section.html:
        section.run_from = section.version
        origin = Origin(Why.MERGED, str(beside.by))
        section = store(section, Sent(text, base_version, at=at, origin=origin), by=by)
    history.record(
        "masterplans.section.merge",
        section,
        by=by,
        at=at,
        version=section.version,
        whose=beside.by,
    )
    return section


@transaction.atomic
def settle(section: Section, *, by: Any, tab: str, at: datetime | None = None) -> int:
    """The writer goes on after having seen both texts; returns how many were open from that page.

    The texts stay among the versions; only nobody is asked to merge them any more.
    """
    mine = section.texts.unmerged().filter(by=by, tab=tab)
    return mine.update(closed_at=at or timezone.now(), closed_by=by)


def _close(beside: SectionText, *, by: Any, at: datetime | None) -> None:
    beside.closed_at, beside.closed_by = at or timezone.now(), by
    beside.save(update_fields=["closed_at", "closed_by"])
