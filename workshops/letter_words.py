"""Which words stand on a letter of invitation? Indonesian, from the edition and the agenda.

`words_of` returns everything that is printed; an issued letter keeps it and is never written anew.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Enrolment
from programs.services.letterheads import head_of
from smartcity_portal.kit import formats
from workshops.agenda import names_of
from workshops.agenda_sources import hours
from workshops.models import AgendaSession, Letter, LetterRecipient, Workshop
from workshops.models.workshop import numeral

PLACEHOLDER = re.compile(r"{(\w+)}")
TOGETHER = {
    Letter.Group.AGENCIES: gettext_lazy("Heads of agencies"),
    Letter.Group.PARTICIPANTS: gettext_lazy("Participants of the technical guidance"),
    Letter.Group.MENTORS: gettext_lazy("Mentors"),
    Letter.Group.SPEAKERS: gettext_lazy("Speakers"),
    Letter.Group.MINISTRY: gettext_lazy("Ministry"),
}


def template_of(workshop: Workshop) -> dict[str, str]:
    """Return subject, opening and closing of the edition, filled for this bimtek."""
    enrolment = workshop.enrolment
    texts = enrolment.cohort.edition.letters.get("invitation", {})
    with translation.override("id"):
        plain = {
            "subject": _("Invitation to Bimtek {stage} of {programme} {year}"),
            "opening": _("We invite you to Bimtek {stage} of {programme} for {region}, held on:"),
            "closing": _("We hope for your presence and thank you for your attention."),
        }
    facts = _facts(enrolment, workshop.number)
    return {
        name: PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), texts.get(name) or text)
        for name, text in plain.items()
    }


def _facts(enrolment: Enrolment, number: int) -> dict[str, str]:
    edition = enrolment.cohort.edition
    return {
        "region": enrolment.region.name,
        "programme": edition.programme,
        "ministry": edition.ministry,
        "year": str(enrolment.cohort.year),
        "stage": numeral(number),
    }


def words_of(
    letter: Letter, recipients: Iterable[LetterRecipient], *, number: str = ""
) -> dict[str, Any]:
    """Return every word of the letter as it would be printed now, in plain values."""
    with translation.override("id"):
        printed = [row for row in recipients if row.printed]
        meeting = letter.workshop.meeting
        days = agenda_of(meeting)
        return {
            "kop": kop_of(letter),
            "number": number or letter.number,
            "urgency": str(letter.get_urgency_display()),
            "attachments": _("1 (one) set") if days or len(printed) > 1 else "–",
            "subject": letter.subject,
            "place": letter.place,
            "dated": formats.day(letter.dated),
            "to": to_of(letter, printed),
            "list": [{"name": r.name, "office": r.office} for r in printed]
            if len(printed) > 1
            else [],
            "opening": letter.opening,
            "facts": facts_of(letter, meeting),
            "closing": letter.closing,
            "signer": signer_of(letter),
            "copies": [line.strip() for line in letter.copies.splitlines() if line.strip()],
            "agenda": days,
            "schedule": schedule_of(letter.workshop),
            "is_example": letter.is_example,
        }


def kop_of(letter: Letter) -> dict[str, Any]:
    region = letter.enrolment.region
    head = head_of(region)
    return {
        "government": _("Government of %(region)s") % {"region": region.name},
        "unit": head.unit,
        "lines": head.address.splitlines(),
        "arms": head.arms_sha256,
    }


def to_of(letter: Letter, printed: list[LetterRecipient]) -> list[str]:
    """The lines after "Yth.": one person by office, several by groups and the list."""
    if len(printed) == 1:
        return [line for line in (printed[0].name, printed[0].office) if line]
    lines = []
    for group in Letter.Group.values:
        members = [row for row in printed if row.group == group]
        if len(members) == 1:
            lines.append(members[0].called)
        elif members:
            lines.append(str(TOGETHER[Letter.Group(group)]))
    if len(lines) > 1:
        lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
    return [*lines, _("(list attached)")]


def facts_of(letter: Letter, meeting: Workshop) -> list[list[str]]:
    """Day, hour, place and programme, as label and value."""
    rows = []
    if meeting.starts_on:
        rows.append([_("day, date"), days_in_words(meeting.starts_on, meeting.last_day)])
    first = min((s.starts_at for s in meeting.sessions.filter(day=1) if s.starts_at), default=None)
    if first:
        zone = formats.ZONE_WORDS.get(meeting.zone.key, "")
        rows.append(
            [
                _("time"),
                _("at %(hour)s %(zone)s until the end") % {"hour": f"{first:%H.%M}", "zone": zone},
            ]
        )
    rows.append([_("place"), _place(meeting)])
    if letter.programme:
        rows.append([_("programme of the day"), letter.programme])
    return rows


def _place(meeting: Workshop) -> str:
    venue = meeting.venue or _("announced later")
    if meeting.mode == Workshop.Mode.ONSITE:
        return venue
    online = _("online: %(link)s") % {"link": meeting.link or _("link announced later")}
    if meeting.mode == Workshop.Mode.ONLINE:
        return f"{meeting.venue} ({online})" if meeting.venue else online
    return f"{venue} ({_('hybrid')}, {online})"


def days_in_words(first: date, last: date) -> str:
    """Senin dan Selasa, 5 dan 6 September 2022; longer spans by their ends."""
    if first == last:
        return formats.weekday(first)
    names = (str(WEEKDAYS[first.weekday()]), str(WEEKDAYS[last.weekday()]))
    if (last - first).days == 1:
        joined = _("%(first)s and %(last)s") % {"first": names[0], "last": names[1]}
        if first.month == last.month:
            dates = _("%(first)s and %(last)s") % {"first": first.day, "last": formats.day(last)}
            return f"{joined}, {dates}"
    else:
        joined = _("%(first)s to %(last)s") % {"first": names[0], "last": names[1]}
    return f"{joined}, {formats.day_range(first, last)}"


def agenda_of(meeting: Workshop) -> list[dict[str, Any]]:
    """The agenda by day, as the annex prints it."""
    sessions = list(meeting.sessions.prefetch_related("speakers"))
    for session in sessions:
        session.workshop = meeting
    return [
        {"day": _day_title(meeting, day), "sessions": [_printed(session) for session in rows]}
        for day, rows in groupby(sessions, key=lambda session: session.day)
    ]


def _day_title(meeting: Workshop, day: int) -> str:
    on = meeting.date_of(day)
    return formats.weekday(on) if on else _("Day %(number)s") % {"number": day}


def _printed(session: AgendaSession) -> dict[str, str]:
    return {
        "time": hours(session.starts_at, session.ends_at),
        "title": session.title,
        "who": "; ".join(names_of(session)),
        "room": session.room,
    }


def signer_of(letter: Letter) -> dict[str, str]:
    tenure = letter.tenure
    if tenure is None:
        return {"on_behalf": letter.on_behalf, "office": "", "name": "", "rank": "", "nip": ""}
    title, region = tenure.printed_title, letter.enrolment.region.short_name
    if tenure.office.agency_id is None and region not in title:
        title = f"{title} {region}"
    return {
        "on_behalf": letter.on_behalf,
        "office": title,
        "name": tenure.official.name,
        "rank": tenure.official.rank,
        "nip": tenure.official.nip,
    }


def schedule_of(workshop: Workshop) -> list[str]:
    """What an issued letter says about when and where, to notice that the bimtek has moved."""
    meeting = workshop.meeting
    values = (meeting.starts_on, meeting.last_day, meeting.venue, meeting.mode, meeting.link)
    return ["" if value is None else str(value) for value in values]


def is_stale(letter: Letter) -> bool:
    """Say whether the bimtek has moved since the letter was issued."""
    return letter.is_issued and letter.issue.text.get("schedule") != schedule_of(letter.workshop)
