"""How do the letters and the photos of a bimtek leave as spreadsheets? Their files are in the dossier."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from smartcity_portal.kit.sheets import Choice, Column, Day, Moment, Number, Sheet, Text, register
from workshops.models import Letter, Photo, Workshop
from workshops.states import LetterState


def _page(name: str) -> Callable[[Workshop], str]:
    def page(workshop: Workshop) -> str:
        return reverse(name, args=[workshop.enrolment.slug, workshop.number])

    return page


def _letters(workshop: Workshop, user: User) -> Iterator[dict[str, Any]]:
    found = Letter.objects.visible_to(user).filter(workshop=workshop.meeting)
    for letter in found.select_related("issue").annotate(many=Count("recipients")).order_by("pk"):
        issue = getattr(letter, "issue", None)
        yield {
            "number": issue.number if issue else letter.number,
            "subject": letter.subject,
            "state": letter.state,
            "urgency": letter.urgency,
            "dated": letter.dated,
            "place": letter.place,
            "recipients": letter.many,
            "issued_at": issue.at if issue else None,
            "sha256": issue.sha256 if issue else "",
        }


def _photos(workshop: Workshop, user: User) -> Iterator[dict[str, Any]]:
    for photo in Photo.objects.filter(workshop=workshop.meeting).order_by("uploaded_at", "pk"):
        yield {
            "caption": photo.caption,
            "alt": photo.alt,
            "uploaded_at": photo.uploaded_at,
            "size": photo.size,
            "sha256": photo.sha256,
        }


register(
    Sheet(
        name="workshops.letters",
        title=_("Letters of invitation"),
        scope=Workshop,
        columns=[
            Column("number", _("Number"), Text()),
            Column("subject", _("Subject"), Text(), width=50),
            Column("state", _("State"), Choice(LetterState)),
            Column("urgency", _("Urgency"), Choice(Letter.Urgency)),
            Column("dated", _("Date on the letter"), Day()),
            Column("place", _("Place"), Text()),
            Column("recipients", _("Recipients"), Number()),
            Column("issued_at", _("Issued at"), Moment()),
            Column("sha256", "SHA-256", Text(), width=68),
        ],
        rows=_letters,
        may_export="workshops.view_letter",
        page=_page("workshops:letter_list"),
        scopes_of=lambda enrolment: enrolment.workshops.all(),
    )
)
register(
    Sheet(
        name="workshops.photos",
        title=_("Photos"),
        scope=Workshop,
        columns=[
            Column("caption", _("Caption"), Text(), width=50),
            Column("alt", _("What can be seen"), Text(), width=60),
            Column("uploaded_at", _("Uploaded at"), Moment()),
            Column("size", _("Bytes"), Number()),
            Column("sha256", "SHA-256", Text(), width=68),
        ],
        rows=_photos,
        may_export="workshops.view_workshop",
        page=_page("workshops:photo_list"),
        scopes_of=lambda enrolment: enrolment.workshops.all(),
    )
)
