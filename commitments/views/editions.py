"""What does the portal say in public about an issued book? Whether it stands, and which bytes it has."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from masterplans.models import BookEdition, VolumeEdition
from smartcity_portal.kit.formats import day, size


def known() -> QuerySet[BookEdition]:
    """Every edition that was ever issued; old and withdrawn ones are told apart, not hidden."""
    return BookEdition.objects.select_related(
        "book__plan__enrolment__region", "book__plan__enrolment__cohort__edition"
    )


def find(**wanted: str) -> BookEdition | VolumeEdition | None:
    """Return the edition of a book, or of all books as one volume, by its code or its hash."""
    volumes = VolumeEdition.objects.select_related(
        "plan__enrolment__region", "plan__enrolment__cohort__edition"
    )
    return known().filter(**wanted).first() or volumes.filter(**wanted).first()


def show(
    request: HttpRequest, edition: BookEdition | VolumeEdition, *, same_bytes: bool = False
) -> HttpResponse:
    """Draw the answer about an edition; `same_bytes` when the reader holds its very file."""
    title, lead, tone = _verdict(edition, same_bytes)
    context = {
        "edition": edition,
        "title": title,
        "lead": lead,
        "tone": tone,
        "facts": _facts(edition),
        "zone": edition.enrolment.region,
        "now": timezone.now(),
        "same_bytes": same_bytes,
    }
    return render(request, "commitments/verify_edition.html", context)


def verdict_of(edition: BookEdition) -> tuple[str, str, str]:
    """The same for programs: a code ("stands", "superseded", "withdrawn"), title and explanation."""
    title, lead, tone = _verdict(edition, same_bytes=False)
    return {"ok": "stands", "wait": "superseded", "bad": "withdrawn"}[tone], title, lead


def _verdict(edition: BookEdition | VolumeEdition, same_bytes: bool) -> tuple[str, str, str]:
    newest = _all_of(edition).order_by("-number").first()
    bits = _("Every bit of your file matches.") if same_bytes else ""
    if edition.withdrawn_at:
        said = _("It was withdrawn on %(day)s: %(reason)s") % {
            "day": day(edition.withdrawn_at, edition.enrolment.region),
            "reason": edition.withdrawn_reason,
        }
        return _("This edition no longer stands"), f"{bits} {said}".strip(), "bad"
    if newest and newest.number > edition.number:
        said = _("It is genuine, but edition %(number)d has been issued since.") % {
            "number": newest.number
        }
        return _("A newer edition of this book exists"), f"{bits} {said}".strip(), "wait"
    said = _("The portal issued it, and no newer edition exists.")
    return _("This edition stands"), f"{bits} {said}".strip(), "ok"


def _all_of(edition: BookEdition | VolumeEdition) -> QuerySet:
    if isinstance(edition, VolumeEdition):
        return edition.plan.volumes.all()
    return edition.book.editions.all()


def _name(edition: BookEdition | VolumeEdition) -> str:
    if isinstance(edition, VolumeEdition):
        return ", ".join(str(row["title"]) for row in edition.revisions)
    return str(edition.book)


def _facts(edition: BookEdition | VolumeEdition) -> list[tuple[str, str]]:
    region = edition.enrolment.region
    return [
        (_("Book"), _name(edition)),
        (_("Region"), str(region)),
        (_("Programme"), str(edition.enrolment.cohort.edition.programme)),
        (_("Edition"), str(edition.number)),
        (_("Issued on"), day(edition.issued_at, region)),
        (_("Pages"), str(edition.pages)),
        (_("Size"), size(edition.size)),
        *([(_("Code of this edition"), edition.code)] if edition.code else []),
    ]
