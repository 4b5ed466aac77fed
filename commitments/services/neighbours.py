"""Is there more to know than this one sheet? Addenda, what it changes, what replaced it, newer books."""

from dataclasses import dataclass

from django.db.models import QuerySet

from commitments.models import Sheet, SheetKind
from commitments.states import PUBLIC_STATES, SheetState


@dataclass(frozen=True)
class Neighbours:
    """What a reader of a sheet should also look at; each may be empty."""

    parent: Sheet | None
    addenda: list[Sheet]
    successor: Sheet | None
    newer_edition: int = 0


def neighbours_of(sheet: Sheet) -> Neighbours:
    """Sheets and books that change what this sheet means."""
    seen = Sheet.objects.with_names().filter(state__in=PUBLIC_STATES)
    standing = seen.standing()
    return Neighbours(
        parent=seen.filter(pk=sheet.parent_id).first() if sheet.parent_id else None,
        addenda=list(standing.filter(parent=sheet).order_by("issued_at")),
        successor=_successor(standing, sheet) if sheet.has_ended else None,
        newer_edition=_newer_edition(sheet),
    )


def _successor(standing: QuerySet[Sheet], sheet: Sheet) -> Sheet | None:
    """The sheet that was issued in place of one that is void or has run out."""
    same = standing.filter(enrolment=sheet.enrolment_id, issued_at__gt=sheet.issued_at)
    if sheet.kind == SheetKind.DOCUMENT:
        same = same.filter(subject=sheet.subject).exclude(subject="")
    else:
        same = same.filter(kind=sheet.kind, agency=sheet.agency_id)
    return same.order_by("issued_at").last()


def _newer_edition(sheet: Sheet) -> int:
    """The number of a newer book than the one that the sheet quotes; 0 when there is none."""
    if sheet.edition is None or sheet.state == SheetState.VOID:
        return 0
    newest = sheet.edition.book.editions.order_by("-number").first()
    return newest.number if newest and newest.number > sheet.edition.number else 0
