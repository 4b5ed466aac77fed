"""How are issued editions listed, of a book or of the volume: what stands, what was replaced or withdrawn?"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from masterplans.forms import ReasonForm
from masterplans.models import BookEdition, Masterplan, VolumeEdition
from smartcity_portal.kit.formats import moment, size

Edition = BookEdition | VolumeEdition


def shown(editions: Sequence[Edition], user: Any) -> list[dict[str, Any]]:
    """Return the editions of one book or volume as masterplans/_issued_edition.html draws them."""
    standing = max((row.number for row in editions if not row.withdrawn_at), default=0)
    return [_row(row, standing, user, alone=len(editions) < 2) for row in editions]


def doors_to_files(plan: Masterplan) -> list[dict[str, str]]:
    """Where the other files of each issued edition are found: two queries."""
    volumes = plan.volumes.order_by("-number").only("number", "sha256")
    books = BookEdition.objects.filter(book__plan=plan).select_related("book")
    rows: list[tuple[str, Edition]] = [
        *((_("All books in one volume"), row) for row in volumes),
        *(
            (str(row.book), row)
            for row in books.order_by("book__number", "-number").defer("records", "revisions")
        ),
    ]
    return [
        {
            "title": _("%(name)s, edition %(number)d") % {"name": name, "number": row.number},
            "url": _at("edition_files", row),
        }
        for name, row in rows
    ]


def _row(edition: Edition, standing: int, user: Any, *, alone: bool) -> dict[str, Any]:
    region, noun = edition.enrolment.region, "volume" if _is_volume(edition) else "edition"
    return {
        "edition": edition,
        "chip": _chip(edition, standing),
        "when": moment(edition.issued_at, region),
        "size": size(edition.size),
        "url": edition.get_absolute_url(),
        "verify_url": reverse("verify_sheet", args=[edition.code]) if edition.code else "",
        "compare_url": "" if alone else _at(f"{noun}_compare", edition),
        "files_url": _at("edition_files", edition),
        "withdrawn": moment(edition.withdrawn_at, region) if edition.withdrawn_at else "",
        "withdraw": _withdraw(edition, noun, user),
    }


def _chip(edition: Edition, standing: int) -> tuple[str, str]:
    if edition.withdrawn_at:
        return "stop", _("Withdrawn")
    if edition.number < standing:
        return "wait", _("Replaced by edition %(number)d") % {"number": standing}
    return "ok", _("In force")


def _withdraw(edition: Edition, noun: str, user: Any) -> dict[str, Any] | None:
    if edition.withdrawn_at or not user.has_perm(f"masterplans.withdraw_{noun}", edition):
        return None
    return {
        "label": _("Withdraw"),
        "danger": True,
        "title": _("Withdraw edition %(number)s?") % {"number": edition.number},
        "text": _("It can no longer be relied on. The reason stands beside it for good."),
        "submit": _("Withdraw the edition"),
        "url": _at(f"{noun}_withdraw", edition),
        "form": ReasonForm(),
    }


def _at(name: str, edition: Edition) -> str:
    return reverse(f"masterplans:{name}", kwargs={"sha256": edition.sha256})


def _is_volume(edition: Edition) -> bool:
    return isinstance(edition, VolumeEdition)
