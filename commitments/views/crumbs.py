"""Where does a page of commitments stand? The way to it, as parts/crumbs.html draws it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.models import Sheet, SheetKind
from programs.models import Enrolment

Crumb = dict[str, str]


def among_sheets(*last: str, through: tuple[str, str] | None = None) -> list[Crumb]:
    """A page below the list of all sheets; `through` is the page between, its label and address."""
    between = [_crumb(*through)] if through else []
    return [
        _crumb(_("Commitment sheets"), reverse("commitments:sheet_list")),
        *between,
        *_ends(last),
    ]


def of_enrolment(enrolment: Enrolment, *last: str) -> list[Crumb]:
    """A page of one region's programme, before or beside its sheets."""
    return [_crumb(str(enrolment), enrolment.get_absolute_url()), *_ends(last)]


def below_sheets_of(enrolment: Enrolment, *last: str) -> list[Crumb]:
    """A page below the sheets of one region's programme."""
    here = reverse("commitments:sheet_of", args=[enrolment.slug])
    return [*of_enrolment(enrolment), _crumb(_("Commitment sheets"), here), *_ends(last)]


def of_sheet(sheet: Sheet, *last: str, through: tuple[str, str] | None = None) -> list[Crumb]:
    """The board of a sheet, or a page below it; a joint sheet's region has no list of its own."""
    above = below_sheets_of(sheet.enrolment)
    if sheet.kind == SheetKind.JOINT:
        above = [above[0], *among_sheets()]
    between = [_crumb(*through)] if through else []
    return [*above, _crumb(sheet.title, sheet.get_absolute_url()), *between, *_ends(last)]


def _crumb(label: str, url: str) -> Crumb:
    return {"label": label, "url": url}


def _ends(labels: tuple[str, ...]) -> list[Crumb]:
    return [_crumb(label, "") for label in labels]
