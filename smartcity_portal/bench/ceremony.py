"""Do forty people who sign one sheet in the same second all get their signature, and how soon?

Forty invented officials meet one web process, on the database that is configured: SQLite or
PostgreSQL. What was signed stands for good, so this runs on the throw-away folder of bin/bench.
"""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from commitments.models import Role, Sheet
from commitments.services import documents
from commitments.services.documents import Paper
from commitments.services.seating import Seat
from commitments.signing.authority import the_chain
from commitments.signing.ca import asn1_certificate
from commitments.signing.inspection import inspect
from programs.models import Enrolment
from smartcity_portal.bench.figure import Figure, at_most, for_the_record
from smartcity_portal.bench.hands import PASSWORD, Hand, Signed, sign_at_once
from smartcity_portal.bench.sign import PEOPLE, paper
from smartcity_portal.bench.web import portal
from smartcity_portal.kit import blobs, clock

BACKEND = "django.contrib.auth.backends.ModelBackend"
SOON = 15.0


def figures() -> Iterator[Figure]:
    """Yield how many signatures were lost or do not hold, and how long the people waited."""
    if not settings.PORTAL_DEMO:
        raise RuntimeError("invented people sign in the demo only")
    sheet = _lay_out()
    hands = _sit_down(sheet)
    with portal(workers=0) as port:
        done = sign_at_once(port, hands)
    yield from _left_behind(sheet, done)


def _lay_out() -> Sheet:
    """A paper with forty boxes, issued for forty people."""
    printed = paper()
    people = [_official(number) for number in range(1, PEOPLE + 1)]
    boxes = [
        (box.page, (box.x, box.y, box.x + box.width, box.y + box.height))
        for _name, box in sorted(printed.boxes.items())
    ]
    return documents.issue_document(
        Enrolment.objects.get(slug="kota-batam-2022"),
        Paper(
            subject=f"bench.ceremony:{timezone.now():%Y%m%d%H%M%S}",
            path="/",
            title="Lembar empat puluh (contoh)",
            number="CONTOH/40",
            place="Batam",
            dated=clock.today(),
            pages=max(box.page for box in printed.boxes.values()) + 1,
            content=printed.content,
            boxes=boxes,
        ),
        [Seat(Role.WITNESS, account=each, office="Pejabat Contoh") for each in people],
        by=User.objects.get(username="koordinator"),
        is_example=True,
    )


def _official(number: int) -> User:
    name = f"pejabat-contoh-{number:02d}"
    user, _made = User.objects.get_or_create(
        username=name,
        defaults={
            "name": f"Pejabat {number} (contoh)",
            "email": f"{name}@example.org",
            "password": make_password(PASSWORD),
        },
    )
    return user


def _sit_down(sheet: Sheet) -> list[Hand]:
    hands = []
    for row in sheet.signatories.with_people():
        client = Client(headers={"host": "localhost"})
        client.force_login(row.account, backend=BACKEND)
        hands.append(Hand(row.pk, sheet.issued_sha256, client.cookies["sessionid"].value))
    return hands


def _left_behind(sheet: Sheet, done: Signed) -> Iterator[Figure]:
    sheet.refresh_from_db()
    chain = the_chain()
    assert chain is not None
    found = inspect(blobs.read(sheet.head_sha256), [asn1_certificate(chain.root)])
    holds = sum(row.holds and row.kind == "signature" for row in found.signatures)
    unit = f"of {PEOPLE}"
    yield at_most("ceremony.lost", PEOPLE - sheet.signatures.count(), 0, unit=unit)
    yield at_most("ceremony.not_valid", PEOPLE - holds + (not found.sound), 0, unit=unit)
    yield at_most("ceremony.refused", sum(s != 302 for s in done.statuses), 0, unit=unit)
    yield for_the_record("ceremony.median", done.within(0.5), unit="s")
    yield at_most("ceremony.p95", done.within(0.95), SOON, unit=f"s, {connection.vendor}")
    yield for_the_record("ceremony.slowest", max(done.taken), unit="s")
