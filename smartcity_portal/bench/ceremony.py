"""Do forty people who sign one sheet in the same second all get their signature, and how soon?

Forty invented officials meet the web processes of bin/run, on the database that is configured:
SQLite or PostgreSQL. Everybody presses in the same second: after having typed their password, as
browsers do; by the code of an authenticator, as production asks of signatories; and with the
password in the same request, as without a script. What was signed stands for good, so this runs
on the throw-away folder of bin/bench.
"""

import os
import resource
from collections.abc import Iterator

from allauth.mfa.totp.internal import auth as totp
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
PROCESSES = 2


def figures() -> Iterator[Figure]:
    """Yield how many signatures were lost or do not hold, and how long the people waited."""
    if not settings.PORTAL_DEMO:
        raise RuntimeError("invented people sign in the demo only")
    yield for_the_record("ceremony.others", os.getloadavg()[0], unit="load before it began")
    for way in ("typed", "code", "unscripted"):
        sheet = _lay_out(way)
        hands = _sit_down(sheet, by_code=way == "code")
        before = _cpu_of_children()
        with portal(workers=0, processes=PROCESSES) as port:
            done = sign_at_once(port, hands, typed_before=way != "unscripted")
        spent = _cpu_of_children() - before
        yield from _left_behind(sheet, done, f"ceremony.{way}", spent)


def _cpu_of_children() -> float:
    """CPU seconds of all programs that this one has started and seen end."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _lay_out(way: str) -> Sheet:
    """A paper with forty boxes, issued for forty people."""
    printed = paper()
    people = [_official(f"{way}-{number:02d}") for number in range(1, PEOPLE + 1)]
    boxes = [
        (box.page, (box.x, box.y, box.x + box.width, box.y + box.height))
        for _name, box in sorted(printed.boxes.items())
    ]
    return documents.issue_document(
        Enrolment.objects.get(slug="kota-batam-2022"),
        Paper(
            subject=f"bench.ceremony.{way}:{timezone.now():%Y%m%d%H%M%S}",
            path="/",
            title="Lembar empat puluh (contoh)",
            number=f"CONTOH/40/{way}",
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


def _official(number: str) -> User:
    name = f"pejabat-contoh-{number}"
    user, _made = User.objects.get_or_create(
        username=name,
        defaults={
            "name": f"Pejabat {number} (contoh)",
            "email": f"{name}@example.org",
            "password": make_password(PASSWORD),
        },
    )
    return user


def _sit_down(sheet: Sheet, *, by_code: bool) -> list[Hand]:
    hands = []
    for row in sheet.signatories.with_people():
        client = Client(headers={"host": "localhost"})
        client.force_login(row.account, backend=BACKEND)
        session = client.cookies["sessionid"].value
        key = _authenticator(row.account) if by_code else ""
        hands.append(Hand(row.pk, sheet.issued_sha256, session, PASSWORD, key))
    return hands


def _authenticator(user: User) -> str:
    key = totp.generate_totp_secret()
    totp.TOTP.activate(user, key)
    return key


def _left_behind(sheet: Sheet, done: Signed, name: str, spent: float) -> Iterator[Figure]:
    sheet.refresh_from_db()
    chain = the_chain()
    assert chain is not None
    found = inspect(blobs.read(sheet.head_sha256), [asn1_certificate(chain.root)])
    holds = sum(row.holds and row.kind == "signature" for row in found.signatures)
    unit = f"of {PEOPLE}"
    yield at_most(f"{name}.lost", PEOPLE - sheet.signatures.count(), 0, unit=unit)
    yield at_most(f"{name}.not_valid", PEOPLE - holds + (not found.sound), 0, unit=unit)
    yield at_most(f"{name}.refused", sum(s != 302 for s in done.statuses), 0, unit=unit)
    yield for_the_record(f"{name}.median", done.within(0.5), unit="s")
    yield at_most(f"{name}.p95", done.within(0.95), SOON, unit=f"s, {connection.vendor}")
    yield for_the_record(f"{name}.slowest", max(done.taken), unit="s")
    yield for_the_record(f"{name}.cpu", spent, unit="s CPU, start included")
