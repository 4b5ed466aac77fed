"""How does a person sign through BSrE? The file goes to the organisation's service, once."""

from dataclasses import dataclass

from commitments.signing.bsre.picture import picture
from commitments.signing.bsre.service import ACTIVE, Client, Person, Service
from commitments.signing.bsre.v1 import ClientV1
from commitments.signing.bsre.v2 import ClientV2
from commitments.signing.outside import check_from_outside
from commitments.signing.port import NotSigned, Order, Outcome, Stamped

VERSIONS: dict[str, type] = {"v1": ClientV1, "v2": ClientV2}


def client_of(service: Service) -> Client:
    """The client that speaks this service's version."""
    client: Client = VERSIONS[service.version](service)
    return client


@dataclass(frozen=True)
class BsreRoute:
    """One person's way through one service; the words to confirm with live only here."""

    client: Client
    person: Person

    def begin(self, order: Order) -> bytes:
        """Make sure that the person may sign there, and draw what will be seen on the paper."""
        state = self.client.status(self.person)
        if state != ACTIVE:
            raise NotSigned(f"state_{state}")
        return picture(order)

    def complete(self, order: Order, begun: bytes, before: bytes) -> Outcome:
        """Send the file; called under a lease, never under a lock."""
        return self.client.sign(order, self.person, begun, before)

    def check(self, order: Order, outcome: Outcome, before: bytes, signed: set[str]) -> Stamped:
        """Judge what came back."""
        return check_from_outside(order, before, outcome.after, signed)
