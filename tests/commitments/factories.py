"""How does a test get a sheet that can be signed? A plan with an issued book, offices, accounts."""

import datetime as dt
import io
from dataclasses import dataclass, field

from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import User
from commitments.models import Sheet, Signatory
from commitments.services import sheets, signing
from commitments.services.reauthentication import Proof
from commitments.signing import marks
from masterplans.models import Book, BookEdition, Masterplan, PlanProgram, ProgramBudget
from programs.models import Coordinator, Dimension, Enrolment, Horizon, MinistryMember
from smartcity_portal.kit import blobs
from tests.factories import (
    AgencyFactory,
    EnrolmentFactory,
    OfficeFactory,
    OfficialFactory,
    TenureFactory,
    UserFactory,
)

DAY = dt.date(2019, 10, 11)


@dataclass
class Ceremony:
    """An enrolment whose head and agency heads can sign; `signers` in the order of the sheet."""

    enrolment: Enrolment
    coordinator: User
    ministry: User
    signers: list[User] = field(default_factory=list)

    def draft(self) -> Sheet:
        return sheets.draft(self.enrolment, by=self.coordinator, place="Bontang", date=DAY)

    def issued(self) -> Sheet:
        return sheets.issue(self.draft(), by=self.coordinator)


def ceremony(people: int = 3, *, programs: bool = True) -> Ceremony:
    """Give a new enrolment an issued book and `people` office holders with accounts."""
    enrolment = EnrolmentFactory()
    coordinator, ministry = UserFactory(), UserFactory()
    Coordinator.objects.create(region=enrolment.region, user=coordinator, since="2019-01-01")
    MinistryMember.objects.create(user=ministry, since="2019-01-01")
    plan = Masterplan.objects.create(enrolment=enrolment)
    issue_book(plan, by=ministry)
    made = Ceremony(enrolment, coordinator, ministry)
    for number in range(people):
        made.signers.append(_office_holder(enrolment, number))
    if programs:
        _programs(plan, enrolment)
    return made


def issue_book(plan: Masterplan, *, by: User, number: int = 1) -> BookEdition:
    book, _ = Book.objects.get_or_create(
        plan=plan, number=2, defaults={"title": "Rencana Induk", "short": "Buku 2"}
    )
    content = f"%PDF-1.7 contoh {plan.pk} {number}".encode()
    return BookEdition.objects.create(
        book=book,
        number=number,
        sha256=blobs.put(content),
        pages=60,
        size=len(content),
        issued_by=by,
        issued_at=timezone.now(),
    )


def _office_holder(enrolment: Enrolment, number: int) -> User:
    region = enrolment.region
    agency = None
    if number:
        agency = AgencyFactory(region=region, name=f"Dinas {number:02d}", short_name=f"D{number}")
    title = f"Kepala {agency.name}" if agency else region.head_title
    office = OfficeFactory(region=region, agency=agency, title=title)
    official = OfficialFactory(
        name=f"Dra. Pejabat Ke-{number}, M.Si.",
        nip="" if number == 0 else f"1970010119950310{number:02d}",
        rank="" if number == 0 else "Pembina Utama Muda",
    )
    TenureFactory(office=office, official=official)
    return official.user


def _programs(plan: Masterplan, enrolment: Enrolment) -> None:
    edition = enrolment.cohort.edition
    dimension = Dimension.objects.filter(edition=edition).first()
    horizon = Horizon.objects.filter(edition=edition).first()
    for number, agency in enumerate(enrolment.region.agencies.order_by("name"), 1):
        program = PlanProgram.objects.create(
            plan=plan,
            code=f"G-{number:02d}",
            dimension=dimension,
            name=f"Program {number}",
            horizon=horizon,
            agency=agency,
            indicator="Layanan terhubung",
        )
        ProgramBudget.objects.create(program=program, year=2020, amount=1_250_000 * number)


def picture(kind: str = "PNG") -> bytes:
    """A drawn signature on white paper."""
    image = Image.new("RGB", (500, 160), "white")
    ImageDraw.Draw(image).line(
        [(20, 120), (120, 30), (200, 130), (320, 40), (470, 110)], fill=(10, 20, 120), width=7
    )
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def proof(user: User) -> Proof:
    return Proof(user.pk, "password", timezone.now())


def sign(signatory: Signatory, *, by: User | None = None, **changes):
    """Sign as this signatory, everything right unless told otherwise."""
    by = by or signatory.user
    given = {
        "consent_sha256": signatory.sheet.issued_sha256,
        "mark": marks.typed(signatory.name[:40]),
        "proof": proof(by),
    }
    return signing.sign(signatory, by=by, **(given | changes))


def sign_all(sheet: Sheet, *, but: int = 0) -> Sheet:
    """Let everybody sign, except the last `but`."""
    people = list(sheet.signatories.with_sheet())
    for signatory in people[: len(people) - but]:
        sign(signatory)
    sheet.refresh_from_db()
    return sheet
