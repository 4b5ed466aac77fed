"""How do speakers, materials and the recipients of a letter leave and enter as spreadsheets?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from smartcity_portal.kit.sheets import Choice, Column, Day, Number, Row, Sheet, Text, register
from workshops.models import Letter, LetterRecipient, Speaker, Workshop
from workshops.services import speakers

SPEAKER_COLUMNS = [
    Column("name", _("Name"), Text(150), required=True, width=30, example="Dr. Siti Aminah, M.T."),
    Column("position", _("Office"), Text(160)),
    Column("institution", _("Institution"), Text(160), width=30),
    Column("topic", _("Topic"), Text(200), width=40),
    Column("email", _("E-mail"), Text(254, email=True)),
]


def _speakers(workshop: Workshop, user: User) -> Iterator[dict[str, Any]]:
    for row in workshop.meeting.speakers.all():
        yield {"id": row.pk, **{c.key: getattr(row, c.key) for c in SPEAKER_COLUMNS}}


def _save_speaker(workshop: Workshop, row: Row, *, by: User) -> None:
    if row.id:
        speakers.change(Speaker.objects.get(pk=row.id), by=by, **row.without_id())
    else:
        speakers.add(workshop, by=by, **row.without_id())


def _materials(workshop: Workshop, user: User) -> Iterator[dict[str, Any]]:
    for row in workshop.meeting.materials.select_related("session"):
        yield {
            "id": row.pk,
            "title": row.title,
            "day": row.session.day if row.session else None,
            "session": row.session.title if row.session else "",
            "file": row.file_name,
            "size": row.size,
            "sha256": row.file_sha256,
        }


def _recipients(letter: Letter, user: User) -> Iterator[dict[str, Any]]:
    for row in letter.recipients.all():
        yield {
            "id": row.pk,
            "group": row.group,
            "name": row.name,
            "office": row.office,
            "email": row.email,
            "phone": row.phone,
            "state": row.state,
            "answer": row.answer,
            "substitute": row.substitute,
            "remark": row.remark,
            "answered_on": row.answered_at.date() if row.answered_at else None,
        }


def _page(workshop: Workshop) -> str:
    args = [workshop.enrolment.slug, workshop.number]
    return reverse("workshops:material_list", args=args)


register(
    Sheet(
        name="workshops.speakers",
        title=_("Speakers"),
        scope=Workshop,
        columns=SPEAKER_COLUMNS,
        key=("name",),
        rows=_speakers,
        save=_save_speaker,
        may_export="workshops.view_workshop",
        may_import="workshops.add_speaker",
        page=_page,
        scopes_of=lambda enrolment: enrolment.workshops.all(),
    )
)
register(
    Sheet(
        name="workshops.materials",
        title=_("Materials"),
        scope=Workshop,
        columns=[
            Column("title", _("Title"), Text(200), width=40),
            Column("day", _("Day"), Number()),
            Column("session", _("Session"), Text(200), width=40),
            Column("file", _("File"), Text(160), width=30),
            Column("size", _("Bytes"), Number()),
            Column("sha256", "SHA-256", Text(64), width=66),
        ],
        key=("file", "session"),
        rows=_materials,
        may_export="workshops.view_workshop",
        page=_page,
        scopes_of=lambda enrolment: enrolment.workshops.all(),
    )
)
register(
    Sheet(
        name="workshops.recipients",
        title=_("Recipients"),
        scope=Letter,
        columns=[
            Column("group", _("Group"), Choice(Letter.Group)),
            Column("name", _("Name"), Text(160), width=30),
            Column("office", _("Office"), Text(200), width=40),
            Column("email", _("E-mail"), Text(254)),
            Column("phone", _("Telephone"), Text(40)),
            Column("state", _("Delivery"), Choice(LetterRecipient.Delivery)),
            Column("answer", _("The answer"), Choice(LetterRecipient.Answer)),
            Column("substitute", _("Who comes instead"), Text(160)),
            Column("remark", _("Remark"), Text(300)),
            Column("answered_on", _("Answered on"), Day()),
        ],
        key=("name", "office"),
        rows=_recipients,
        may_export="workshops.send_letter",
        page=lambda letter: letter.get_absolute_url(),
    )
)
