"""What was promised, and by whom? The signed sheets of an enrolment, bound into its volume."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.models import Sheet
from masterplans.annexes import Annex, AnnexTable, Enclosure, annex
from programs.models import Enrolment
from smartcity_portal.kit.formats import day

NOTHING = "–"


@annex("commitments.sheets", gettext_lazy("Signed commitments"), order=30)
def commitments(enrolment: Enrolment) -> Annex | None:
    """Every completed promise: its number and signatures as a table, then its pages."""
    sheets = list(
        Sheet.objects.of(enrolment)
        .promises()
        .completed()
        .select_related("agency", "enrolment__region")
        .prefetch_related("signatories")
        .order_by("version", "pk")
    )
    if not sheets:
        return None
    zone = enrolment.region
    table = AnnexTable(
        _("Signatures under the commitments"),
        (_("Sheet"), _("Name"), _("Office"), _("Signed on")),
        (28, 28, 26, 18),
        tuple(
            (
                sheet.number or sheet.title,
                person.name,
                person.office or NOTHING,
                day(person.signed_at, zone) if person.signed_at else NOTHING,
            )
            for sheet in sheets
            for person in sheet.signatories.all()
        ),
        source=_("signatures kept by the portal."),
    )
    files = tuple(
        Enclosure(sheet.title, sheet.head_sha256, _told(sheet))
        for sheet in sheets
        if sheet.head_sha256
    )
    return Annex(
        _("Signed commitments"),
        _(
            "Pages are pictures of the signed files; the files themselves can be checked in the portal."
        ),
        (table,),
        files=files,
    )


def _told(sheet: Sheet) -> str:
    return _("Number %(number)s, code %(code)s, completed on %(day)s.") % {
        "number": sheet.number,
        "code": sheet.code,
        "day": day(sheet.completed_at, sheet.region) if sheet.completed_at else NOTHING,
    }
