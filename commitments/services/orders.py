"""What is to be signed by whom, where on the paper, and which words stand beside the mark?"""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.services import history_seals
from commitments.models import Role, SheetKind, Signatory
from commitments.signing.marks import Mark
from commitments.signing.port import Order
from smartcity_portal.kit import formats


def order_for(signatory: Signatory, mark: Mark | None = None) -> Order:
    """What is to be signed by whom, and where on the paper."""
    sheet = signatory.sheet
    x0, y0, x1, y1 = signatory.box or (0, 0, 0, 0)
    with translation.override("id"):
        moment = formats.moment(timezone.now(), sheet.region)
        return Order(
            field=signatory.field,
            name=signatory.signer_name,
            office=signatory.signer_office,
            organisation=f"Pemerintah {sheet.region.name}",
            reason=_reason(signatory),
            lines=(
                *_successor_line(signatory),
                _("Signed electronically, not certified"),
                f"{moment} · {sheet.code}",
            ),
            stencil=mark.stencil if mark else None,
            page=signatory.page or 0,
            box=(x0, y0, x1, y1),
            link=settings.PORTAL_URL + sheet.public_url,
            anchor=str(history_seals.anchor_of(sheet)),
            others=frozenset(
                sheet.signatories.exclude(pk=signatory.pk).values_list("field", flat=True)
            ),
        )


def _reason(signatory: Signatory) -> str:
    sheet = signatory.sheet
    if signatory.role in {Role.WITNESS, Role.KNOWING}:
        return _("Takes note of %(title)s %(number)s") % {
            "title": sheet.title,
            "number": sheet.number,
        }
    if sheet.kind == SheetKind.JOINT:
        return _("Agrees to the joint commitment %(number)s") % {"number": sheet.number}
    return _("Agrees to %(title)s %(number)s") % {"title": sheet.title, "number": sheet.number}


def _successor_line(signatory: Signatory) -> tuple[str, ...]:
    """On the paper: who signs in the place that was printed for a predecessor."""
    if signatory.printed_tenure_id is None:
        return ()
    if signatory.on_behalf:
        words = {"as": signatory.on_behalf, "office": signatory.office}
        return (_("%(as)s %(office)s") % words,)
    names = {"name": signatory.signer_name, "predecessor": signatory.name}
    return (_("%(name)s, in office after %(predecessor)s") % names,)
