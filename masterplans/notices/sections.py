"""Who is told that a section is theirs to write, is due, or is written by somebody else now?"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from masterplans.models import Masterplan, Section
from masterplans.notices.phrases import FOR_WRITERS, about_chapter
from programs.people import members_of

DUE = register(
    "masterplans.sections_due",
    title=_("%(count)s sections of the masterplan of %(region)s are waited for"),
    body=_("Please finish: %(sections)s."),
    reason=_("You get this mail because you write these sections of %(region)s."),
)
SECTION_ASSIGNED = register(
    "masterplans.section_assigned",
    title=_("%(agency)s writes %(section)s"),
    body=_("%(who)s gave %(book)s, section %(section)s to %(agency)s."),
    reason=FOR_WRITERS,
)
PEN_TAKEN = register(
    "masterplans.pen_taken",
    title=_("%(who)s now writes %(section)s"),
    body=_(
        "%(who)s took over the writing of %(book)s, section %(section)s. What you wrote until then is kept."
    ),
    reason=_("You get this mail because you were writing this section."),
)
SECTION_GIVEN = register(
    "masterplans.section_given",
    title=_("You write %(section)s"),
    body=_("%(who)s gave you %(book)s, section %(section)s. Due: %(due)s."),
    reason=FOR_WRITERS,
)


def sections_due(user: User, plan: Masterplan, sections: Sequence[str]) -> None:
    """One mail for all that a person owes to a plan; `sections` are lines with their days."""
    words: dict[str, Any] = {"count": len(sections), "sections": "; ".join(sections)}
    tell([user], DUE, plan, region=plan.enrolment.region.name, **words)


def section_given(section: Section, people: Sequence[User], *, by: Any) -> None:
    """Tell those to whom a section is new."""
    about: dict[str, Any] = about_chapter(section.chapter, by)
    about |= {"section": section, "due": section.deadline or "—"}
    tell(people, SECTION_GIVEN, section, by=by, **about)


def section_assigned(section: Section, *, by: Any) -> None:
    about = about_chapter(section.chapter, by) | {"agency": section.agency, "section": section}
    tell(members_of(section.agency), SECTION_ASSIGNED, section, by=by, **about)


def pen_taken(section: Section, before: User, *, by: Any) -> None:
    about = about_chapter(section.chapter, by) | {"section": section}
    tell([before], PEN_TAKEN, section, by=by, **about)
