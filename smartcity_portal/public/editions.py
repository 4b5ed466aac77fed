"""Which issued books and volumes of a region may everybody know, and where is a copy checked?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.models import BookEdition, VolumeEdition
from programs.models import Enrolment
from smartcity_portal.kit.formats import day, size


def editions_of(enrolment: Enrolment) -> dict[str, list[dict[str, Any]]]:
    """Issued books and volumes: that they exist, how long they are, and the hash that proves a copy.

    Of each the newest that stands; what it replaced is found below.
    """
    volumes = VolumeEdition.objects.standing().filter(plan__enrolment=enrolment)
    books = BookEdition.objects.standing().filter(book__plan__enrolment=enrolment)
    rows = [
        *((_("All books in one volume"), row) for row in _bare(volumes.order_by("-number"))),
        *(
            (str(row.book), row)
            for row in _bare(books.select_related("book").order_by("book__number", "-number"))
        ),
    ]
    newest = dict(reversed(rows))
    drawn = [(row is newest[title], _edition(title, row, enrolment)) for title, row in rows]
    return {
        "editions": [shown for is_newest, shown in drawn if is_newest],
        "older_editions": [shown for is_newest, shown in drawn if not is_newest],
    }


def _bare(rows: Any) -> Any:
    """Without what an edition froze, which no list shows."""
    return rows.defer("records", "revisions")


def _edition(title: str, edition: Any, enrolment: Enrolment) -> dict[str, Any]:
    return {
        "title": title,
        "facts": _("Edition %(number)d, %(day)s, %(pages)d pages, PDF %(size)s")
        % {
            "number": edition.number,
            "day": day(edition.issued_at, enrolment.region),
            "pages": edition.pages,
            "size": size(edition.size),
        },
        "sha256": edition.sha256,
        "url": reverse("verify_sheet", args=[edition.code]) if edition.code else "",
    }
