"""By which way does somebody sign, which ways are there, and who chooses?"""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments.models import OUTSIDE_ROUTES, Route, Sheet, Signatory
from commitments.services import endpoints, signing
from commitments.states import SheetState
from smartcity_portal.kit.machine import Blocked


def takes_outside(sheet: Sheet) -> bool:
    """Will a service add a field of its own? Then the sheet is sealed without certification."""
    routes = set(sheet.signatories.values_list("route", flat=True))
    return bool(routes & set(OUTSIDE_ROUTES)) or endpoints.serves(sheet)


def ways(signatory: Signatory) -> list[Route]:
    """The ways open to this person; what needs another service, only on sheets made for it.

    A sheet whose foot says that all its signatures are certified takes no others.
    """
    sheet = signatory.sheet
    outside = sheet.open_to_outside or sheet.state == SheetState.DRAFT
    found = [] if sheet.is_for_certificates else [Route.PORTAL]
    if outside and endpoints.serving(signatory) is not None:
        found.append(Route.BSRE)
    if outside:
        found.append(Route.BROUGHT)
    return found if sheet.is_for_certificates else [*found, Route.PAPER]


@transaction.atomic
def choose(signatory: Signatory, route: str, *, by: User) -> Signatory:
    """Change the way of one person who has not signed yet."""
    sheet, signatory = signing.locked(signatory)
    require("commitments.route_signatory", signatory, by=by)
    if route == signatory.route:
        return signatory
    if signatory.has_signed or not (sheet.is_open or sheet.state == SheetState.DRAFT):
        raise Blocked([_("This place is no longer to be signed.")])
    if route not in ways(signatory):
        raise Blocked([_("This way of signing is not open on this sheet.")])
    if signatory.attempts.open().exists():
        raise Blocked(
            [_("A try to sign is not finished yet. Bring it to its end or give it up first.")]
        )
    signatory.route = route
    signatory.save(update_fields=["route"])
    history.record(
        "commitments.signatory.route",
        sheet,
        by=by,
        name=signatory.signer_name,
        route=str(Route(route).label),
    )
    return signatory


@transaction.atomic
def preset(sheet: Sheet, chosen: Mapping[int, str], *, by: User) -> Sheet:
    """Say for several people at once, before issue; `chosen` maps a signatory's key to a way."""
    require("commitments.edit_sheet", sheet, by=by)
    if sheet.state != SheetState.DRAFT:
        raise Blocked([_("The sheet has been issued. Each person chooses on the own page now.")])
    for row in sheet.signatories.with_sheet().filter(pk__in=chosen):
        choose(row, chosen[row.pk], by=by)
    return sheet
