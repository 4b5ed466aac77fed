"""How does a test sign outside the portal? Through the local stand-in of BSrE."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from accounts.models import User
from commitments.models import Route, Sheet, Signatory, SigningEndpoint
from commitments.services import attempts, endpoints, sheets
from commitments.signing.secret import Secret
from commitments.simulation.people import People
from commitments.simulation.server import Simulation
from commitments.simulation.service import Service
from commitments.simulation.signer import Place
from programs.models import Region
from tests.commitments.factories import Ceremony

PASSPHRASE = "frasa-rahasia-contoh"
NIK = "9900000000000101"


@contextmanager
def standing(patience: float = 15) -> Iterator[tuple[Service, str]]:
    """A stand-in that runs, and its address."""
    service = Service(
        settings.BSRE_SIMULATION, people=People(passphrase=PASSPHRASE), patience=patience
    )
    with Simulation(service) as url:
        yield service, url


def endpoint(region: Region | None, url: str, *, by: User, **changes) -> SigningEndpoint:
    """The region's service, answered by the stand-in."""
    fields = {
        "base_url": url,
        "api_version": "v2",
        "username": "portal",
        "allows_http": True,
        "timeout": 60,
    }
    return endpoints.save(region, by=by, password=Secret("simulasi"), **(fields | changes))


def issued(ceremony: Ceremony, service: Service, route: str = Route.BSRE) -> Sheet:
    """A sheet whose first signatory signs by this route; the stand-in knows everybody."""
    sheet = ceremony.draft()
    first = sheet.signatories.first()
    first.route = route
    first.save()
    for row in sheet.signatories.with_people():
        service.people.names[row.user.email] = row.name.split(",")[0].removeprefix("Dra. ")
    service.people.names[NIK] = first.name.split(",")[0].removeprefix("Dra. ")
    return sheets.issue(sheet, by=ceremony.coordinator)


def place(sheet: Sheet, number: int = 0) -> Signatory:
    return list(sheet.signatories.with_sheet())[number]


def sign(signatory: Signatory, **changes):
    """Sign through the service, everything right unless told otherwise."""
    given = {"consent_sha256": signatory.sheet.issued_sha256, "secret": Secret(PASSPHRASE)}
    return attempts.sign(signatory, by=signatory.user, **(given | changes))


def signed_elsewhere(service: Service, before: bytes, name: str, **changes) -> io.BytesIO:
    """What somebody brings back who has signed with a program of their own."""
    signed = service.signer.sign(
        before, name=name, reason=changes.get("reason", "uji"), place=changes.get("place")
    )
    return io.BytesIO(signed)


def on(page: int, *box: float) -> Place:
    x0, y0, x1, y1 = box
    return Place(page, (x0, y0, x1, y1))
