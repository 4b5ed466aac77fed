"""What does a section ask of its writers: guidance, checklist with ticks, example, day, being finished?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans import progress
from masterplans.models import Section
from masterplans.services import due
from masterplans.services.sections import why_not_writable
from smartcity_portal.kit.formats import day, day_brief


def asked_of(section: Section, user: Any) -> dict[str, Any]:
    """Return what the panel beside the text shows."""
    region = section.enrolment.region
    ticks = {tick.item: tick for tick in section.ticks.select_related("by")}
    open_now = not why_not_writable(section.chapter)
    state = progress.section_state(section)
    return {
        "section": section,
        "tone": progress.SECTION_TONES[state],
        "word": state.label,
        "is_handed_in": section.handed_in == section.version and section.has_content,
        "may_hand_in": open_now and user.has_perm("masterplans.hand_in_section", section),
        "may_tick": open_now and user.has_perm("masterplans.tick_section", section),
        "lead": section.lead,
        "along": ", ".join(str(agency) for agency in section.co_agencies.all()),
        "writers": ", ".join(str(writer) for writer in section.writers.all()),
        "due": day(section.deadline) if section.deadline else "",
        "late": due.is_late(section),
        "lines": [
            {
                "text": line,
                "done": line in ticks,
                "who": _("%(who)s, %(day)s")
                % {"who": ticks[line].by, "day": day_brief(ticks[line].at, region)}
                if line in ticks
                else "",
            }
            for line in section.checklist
        ],
        "done": sum(line in ticks for line in section.checklist),
        "total": len(section.checklist),
        "settings_url": reverse("masterplans:section_settings", kwargs={"pk": section.pk})
        if user.has_perm("masterplans.arrange_chapter", section.chapter)
        else "",
    }
