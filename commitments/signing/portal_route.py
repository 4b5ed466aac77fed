"""How does a person sign in the portal? A key made for this one signature, then forgotten."""

from django.conf import settings

from commitments.signing.appearance import MarkStyle
from commitments.signing.authority import the_ca
from commitments.signing.ca import Credential
from commitments.signing.document import sign_field
from commitments.signing.guards import check_one_more
from commitments.signing.port import Order, Outcome, Stamped


class PortalRoute:
    """Uncertified electronic signature: portal's certificate, portal's clock (PAdES B-T)."""

    def begin(self, order: Order) -> Credential:
        """Make the one-time key and its certificate."""
        return the_ca().one_time(
            name=order.name,
            office=order.office,
            organisation=order.organisation,
            base_url=settings.PORTAL_URL,
        )

    def complete(self, order: Order, begun: Credential, before: bytes) -> Outcome:
        """Fill the person's field."""
        after = sign_field(
            before,
            order.field,
            begun,
            the_ca(),
            style=MarkStyle(stencil=order.stencil, lines=order.lines),
            reason=order.reason,
            anchor=order.anchor,
        )
        return Outcome(after, begun.serial, order.name, begun.pem)

    def check(self, order: Order, outcome: Outcome, before: bytes, signed: set[str]) -> Stamped:
        """Exactly this person's field was filled, with exactly this certificate."""
        serial, at = check_one_more(
            before, outcome.after, field=order.field, signed=signed, serial=outcome.serial
        )
        return Stamped(order.field, serial, outcome.name, outcome.pem, at)


ROUTES = {"portal": PortalRoute()}
