"""How does the sheet look that people sign by hand, with the row codes that are typed in afterwards?"""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from masterplans.pdf.letterhead import kop_of
from smartcity_portal.kit import pdf
from smartcity_portal.kit.formats import clock, weekday
from smartcity_portal.kit.print_styles import stylesheet
from workshops.models import AgendaSession, Participation, Workshop

LIMITS = pdf.Limits(pages=300, rows=8000, characters=4_000_000, seconds=120)


@dataclass(frozen=True)
class Page:
    """One sheet: a session, or a whole day with a box for each session."""

    day: int
    sessions: list[AgendaSession]

    @property
    def is_day(self) -> bool:
        return len(self.sessions) > 1


def render(
    workshop: Workshop,
    pages: list[Page],
    people: list[Participation],
    *,
    landscape: bool = False,
    empty: int = 10,
) -> bytes:
    """Print one sheet per page of `pages`, everybody in the order of their row codes."""
    region = workshop.enrolment.region
    kop, assets = kop_of(region)
    with translation.override("id"):
        context = {
            "workshop": workshop,
            "regions": _regions(workshop),
            "kop": kop,
            "landscape": landscape,
            "pages": [_words(workshop, page) for page in pages],
            "people": sorted(people, key=lambda row: (row.code or 0, row.pk)),
            "empty": range(empty),
        }
        html = render_to_string("workshops/pdf/attendance_sheet.html", context)
        css = stylesheet("sheet.css") + stylesheet("letter.css") + stylesheet("attendance.css")
        return pdf.render(
            html,
            css=css,
            assets={asset.sha256: asset for asset in assets},
            limits=LIMITS,
        ).content


def _words(workshop: Workshop, page: Page) -> dict[str, Any]:
    meeting = workshop.meeting
    date = meeting.date_of(page.day)
    return {
        "date": weekday(date) if date else "",
        "is_day": page.is_day,
        "sessions": [{"title": row.title, "time": _time(row)} for row in page.sessions],
        "place": meeting.venue or str(meeting.get_mode_display()),
    }


def _time(session: AgendaSession) -> str:
    if session.start is None:
        return ""
    zone = session.workshop.zone
    begun = clock(session.start, zone)
    return f"{begun} – {clock(session.end, zone)}" if session.end else begun


def _regions(workshop: Workshop) -> str:
    meeting = workshop.meeting
    guests = [
        guest.enrolment.region.name for guest in meeting.guests.select_related("enrolment__region")
    ]
    return ", ".join([meeting.enrolment.region.name, *guests])
