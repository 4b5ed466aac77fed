"""Why does somebody get mail about a masterplan, and how is a chapter called in it?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans.models import Chapter
from programs.people import coordinators_of, members_of

FOR_MENTORS = _("You get this mail because you mentor %(region)s.")
FOR_WRITERS = _("You get this mail because your agency writes this chapter of %(region)s.")
FOR_AUTHOR = _("You get this mail because you wrote the comment.")
FOR_SCORERS = _("You get this mail because you score the quick wins of %(region)s.")
FOR_REGION = _("You get this mail because you take part in the masterplan of %(region)s.")


def writers_of(chapter: Chapter) -> list[User]:
    """The people of every agency that writes the chapter, and the region's coordinators."""
    agencies = {chapter.agency}
    for section in chapter.sections.select_related("agency").prefetch_related("co_agencies"):
        agencies |= {section.agency, *section.co_agencies.all()}
    people = [person for agency in agencies if agency for person in members_of(agency)]
    named = User.objects.filter(is_active=True, sections_to_write__chapter=chapter).distinct()
    return [*people, *named, *coordinators_of(chapter.enrolment)]


def about_chapter(chapter: Chapter, by: Any) -> dict[str, Any]:
    return {
        "chapter": chapter.label,
        "book": chapter.book.short,
        "region": chapter.enrolment.region.name,
        "who": str(by),
    }
