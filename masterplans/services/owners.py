"""Who writes a section until when, what of its checklist is done, and is it finished?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.services import history
from masterplans import notices
from masterplans.html import undescribed
from masterplans.models import Chapter, Masterplan, Section, SectionTick
from masterplans.services.sections import why_not_writable
from programs.models import Agency
from programs.people import coordinators_of, members_of
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Blocked

MOST_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Owners:
    """What is to be said about sections; None leaves as it is, an empty value takes away."""

    agency: Agency | None = None
    as_chapter: bool = False
    co_agencies: Iterable[Agency] | None = None
    writers: Iterable[User] | None = None
    due_on: date | None = None
    no_due: bool = False

    @property
    def says_nothing(self) -> bool:
        said = (self.agency, self.co_agencies, self.writers, self.due_on)
        return not (self.as_chapter or self.no_due or any(one is not None for one in said))


@transaction.atomic
def own(section: Section, owners: Owners, *, by: Any, at: datetime | None = None) -> Section:
    """Say who writes one section until when; those who are new to it are told."""
    if not by.has_perm("masterplans.assign_chapter", section.chapter):
        raise PermissionDenied("masterplans.assign_chapter")
    _check(section.plan, owners)
    return _own(section, owners, by=by, at=at)


@transaction.atomic
def own_many(
    plan: Masterplan,
    sections: Iterable[Section],
    owners: Owners,
    *,
    by: Any,
    at: datetime | None = None,
) -> int:
    """Say it about many sections of a plan at once; return how many changed."""
    if not by.has_perm("masterplans.arrange_plan", plan):
        raise PermissionDenied("masterplans.arrange_plan")
    chosen = list(Section.objects.filter(pk__in=[s.pk for s in sections]).with_names())
    if not chosen:
        raise Blocked([_("Choose at least one section.")])
    if len(chosen) > MOST_AT_ONCE:
        raise Blocked([_("Choose at most %(most)s sections at once.") % {"most": MOST_AT_ONCE}])
    if any(section.plan != plan for section in chosen):
        raise PermissionDenied("masterplans.arrange_plan")
    if owners.says_nothing:
        raise Blocked([_("Say what is to change: the agency, the writers or the day.")])
    _check(plan, owners)
    changed = 0
    for section in chosen:
        before = _told(section)
        changed += _told(_own(section, owners, by=by, at=at)) != before
    return changed


@transaction.atomic
def tick(
    section: Section, item: str, *, done: bool, by: Any, at: datetime | None = None
) -> Section:
    """Call a line of the section's checklist done, or take that back; who and when is kept."""
    section = _writable(section, "masterplans.tick_section", by=by)
    if item not in section.checklist:
        raise Blocked([_("This line is no longer in the checklist. Load the page again.")])
    if done:
        _tick, new = SectionTick.objects.get_or_create(
            section=section, item=item, defaults={"by": by, "at": at or timezone.now()}
        )
        if new:
            history.record("masterplans.section.tick", section, by=by, at=at, item=item)
    elif section.ticks.filter(item=item).delete()[0]:
        history.record("masterplans.section.untick", section, by=by, at=at, item=item)
    return section


@transaction.atomic
def hand_in(section: Section, *, by: Any, at: datetime | None = None) -> Section:
    """Call a section finished as it stands; the next change of its text takes that back."""
    section = _writable(section, "masterplans.hand_in_section", by=by)
    if not section.has_content:
        raise Blocked([_("“%(section)s” is still empty.") % {"section": section.title}])
    if undescribed(section.html):
        raise Blocked(
            [_("A picture in “%(section)s” is not described yet.") % {"section": section.title}]
        )
    if section.handed_in == section.version:
        return section
    section.handed_in = section.version
    section.save(update_fields=["handed_in"])
    history.record("masterplans.section.hand_in", section, by=by, at=at)
    return section


@transaction.atomic
def take_back(section: Section, *, by: Any, at: datetime | None = None) -> Section:
    """Go on with a section that was called finished."""
    section = _writable(section, "masterplans.hand_in_section", by=by)
    if section.handed_in is not None:
        section.handed_in = None
        section.save(update_fields=["handed_in"])
        history.record("masterplans.section.take_back", section, by=by, at=at)
    return section


def possible_writers(plan: Masterplan) -> Any:
    """Whoever writes for an agency of the region, and its coordinators."""
    region = plan.enrolment.region
    agencies = Agency.objects.filter(region=region)
    members = User.objects.filter(
        is_active=True, pk__in=[u.pk for a in agencies for u in members_of(a)]
    )
    return (members | coordinators_of(plan.enrolment)).distinct().order_by("name", "pk")


def _writable(section: Section, permission: str, *, by: Any) -> Section:
    chapter = Chapter.objects.select_for_update().get(pk=section.chapter_id)
    section = Section.objects.select_for_update().get(pk=section.pk)
    section.chapter = chapter
    if not by.has_perm(permission, section):
        raise PermissionDenied(permission)
    if reason := why_not_writable(chapter):
        raise Blocked([reason])
    return section


def _check(plan: Masterplan, owners: Owners) -> None:
    region = plan.enrolment.region_id
    agencies = [*(owners.co_agencies or ()), *([owners.agency] if owners.agency else [])]
    if any(agency.region_id != region for agency in agencies):
        raise ValidationError({"agency": _("This agency belongs to another region.")})
    known = set(possible_writers(plan).values_list("pk", flat=True)) if owners.writers else set()
    if any(writer.pk not in known for writer in owners.writers or ()):
        raise ValidationError({"writers": _("Choose people who work for the region.")})


def _own(section: Section, owners: Owners, *, by: Any, at: datetime | None) -> Section:
    section = Section.objects.select_for_update(of=("self",)).with_names().get(pk=section.pk)
    before, had = _told(section), _people(section)
    if owners.agency is not None or owners.as_chapter:
        section.agency = owners.agency
    if owners.due_on is not None or owners.no_due:
        section.due_on, section.reminded_on = owners.due_on, None
    section.save(update_fields=["agency", "due_on", "reminded_on"])
    if owners.co_agencies is not None:
        section.co_agencies.set([a for a in owners.co_agencies if a != section.lead])
    if owners.writers is not None:
        section.writers.set(owners.writers)
    if _told(section) != before:
        history.record("masterplans.section.own", section, by=by, at=at, what=_told(section))
        new = [person for pk, person in _people(section).items() if pk not in had]
        notices.section_given(section, new, by=by)
    return section


def _people(section: Section) -> dict[int, User]:
    agencies = [section.lead, *section.co_agencies.all()]
    people = [person for agency in agencies if agency for person in members_of(agency)]
    return {person.pk: person for person in [*people, *section.writers.all()]}


def _told(section: Section) -> str:
    """Say in words who writes a section until when."""
    parts = [str(section.lead or _("no agency"))]
    if along := [str(agency) for agency in section.co_agencies.all()]:
        parts.append(_("together with %(agencies)s") % {"agencies": ", ".join(along)})
    if names := [str(writer) for writer in section.writers.all()]:
        words = ngettext("writer: %(names)s", "writers: %(names)s", len(names))
        parts.append(words % {"names": ", ".join(names)})
    if section.due_on:
        parts.append(_("until %(day)s") % {"day": day(section.due_on)})
    return "; ".join(parts)
