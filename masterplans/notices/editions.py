"""Who is told that a book or a volume was issued or withdrawn?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.services.notices import register, tell
from masterplans.models import BookEdition, VolumeEdition
from masterplans.notices.phrases import FOR_REGION
from programs.people import coordinators_of, mentors_of

EDITION_ISSUED = register(
    "masterplans.edition_issued",
    title=_("%(book)s of %(region)s was issued"),
    body=_("%(who)s issued edition %(edition)s with %(pages)s pages. It can be downloaded now."),
    reason=FOR_REGION,
)
EDITION_WITHDRAWN = register(
    "masterplans.edition_withdrawn",
    title=_("Edition %(edition)s of %(book)s of %(region)s was withdrawn"),
    body=_("%(who)s withdrew the edition: %(note)s"),
    reason=FOR_REGION,
)


def edition_issued(edition: BookEdition, *, by: Any) -> None:
    _tell_region(EDITION_ISSUED, edition, edition.book.short, by=by, pages=edition.pages)


def edition_withdrawn(edition: BookEdition, *, by: Any) -> None:
    note = edition.withdrawn_reason
    _tell_region(EDITION_WITHDRAWN, edition, edition.book.short, by=by, note=note)


def volume_issued(edition: VolumeEdition, *, by: Any) -> None:
    _tell_region(EDITION_ISSUED, edition, _short(edition), by=by, pages=edition.pages)


def volume_withdrawn(edition: VolumeEdition, *, by: Any) -> None:
    note = edition.withdrawn_reason
    _tell_region(EDITION_WITHDRAWN, edition, _short(edition), by=by, note=note)


def _short(edition: VolumeEdition) -> str:
    """What a volume is called where others say "Buku 1"."""
    books = edition.plan.books.order_by("number").values_list("short", flat=True)
    return ", ".join(books)


def _tell_region(
    kind: str, edition: BookEdition | VolumeEdition, book: str, *, by: Any, **data: Any
) -> None:
    enrolment = edition.enrolment
    people = [*mentors_of(enrolment), *coordinators_of(enrolment)]
    about = {"book": book, "region": enrolment.region.name, "who": str(by)}
    tell(people, kind, edition, by=by, edition=edition.number, **about, **data)
