"""Twenty heads of agencies and the mayor: in the portal, through BSrE, on paper; one declines, one acts."""

import hashlib
import subprocess

import pytest

from accounts.models import Job
from accounts.runner import run
from commitments.models import Route, Signatory
from commitments.services import conversation, ink, mandates, scans, sheets
from commitments.services.checking import Verdict, answer, known
from commitments.services.expectations import deviations
from commitments.signing.bounded import inspect_file
from programs.models import MentorAssignment
from smartcity_portal.kit import blobs
from tests.commitments import outside
from tests.commitments.factories import ceremony as make_ceremony
from tests.commitments.factories import sign
from tests.commitments.paper import inked, jpeg, photographed, printed
from tests.factories import MentorFactory, OfficeFactory, OfficialFactory, TenureFactory

pytestmark = pytest.mark.django_db

THROUGH_BSRE, ON_PAPER, DECLINES, ACTS = range(2, 5), range(5, 8), 9, 10


@pytest.fixture
def gathered(db):
    """A mayor and twenty heads, their mentor, and the stand-in of BSrE."""
    ceremony = make_ceremony(21)
    mentor = MentorFactory()
    MentorAssignment.objects.create(enrolment=ceremony.enrolment, mentor=mentor, since="2019-01-01")
    with outside.standing() as (service, url):
        outside.endpoint(ceremony.enrolment.region, url, by=ceremony.coordinator)
        yield ceremony, mentor.user, service


def place(sheet, number: int) -> Signatory:
    return Signatory.objects.with_sheet().get(sheet=sheet, order=number)


def issued(ceremony, service):
    sheet = ceremony.draft()
    sheet.signatories.filter(order__in=THROUGH_BSRE).update(route=Route.BSRE)
    for row in sheet.signatories.with_people():
        service.people.names[row.user.email] = row.name.split(",")[0].removeprefix("Dra. ")
    return sheets.issue(sheet, by=ceremony.coordinator)


def acting_head(ceremony):
    office = OfficeFactory(
        region=ceremony.enrolment.region, agency=None, title="Sekretaris Dinas", is_head=False
    )
    return TenureFactory(office=office, official=OfficialFactory(name="Sekretaris Contoh"))


def on_paper(ceremony, sheet, mentor) -> None:
    rows = [place(sheet, number) for number in ON_PAPER]
    for page in {row.page for row in rows}:
        here = [row for row in rows if row.page == page]
        picture = jpeg(photographed(inked(printed(sheet, page), *here), turn=11, tilt=0.08))
        (outcome,) = scans.upload(sheet.enrolment, picture, by=ceremony.coordinator)
        for row in here:
            ink.confirm(outcome.scan, row, by=mentor)


def test_twenty_heads_and_the_mayor_sign_each_in_their_own_way(gathered):
    ceremony, mentor, service = gathered
    sheet = issued(ceremony, service)
    for number in THROUGH_BSRE:
        outside.sign(place(sheet, number))
    on_paper(ceremony, sheet, mentor)
    reluctant = place(sheet, DECLINES)
    conversation.decline(reluctant, by=reluctant.user, reason="Angka anggaran belum sesuai.")
    conversation.ask_again(place(sheet, DECLINES), by=ceremony.coordinator, note="Sudah diperiksa.")
    mandates.delegate(
        place(sheet, ACTS),
        acting_head(ceremony),
        by=ceremony.coordinator,
        kind="Plh.",
        decree="821/Contoh/2019",
        reason="Dinas luar daerah.",
    )
    everybody = range(1, sheet.signatories.count() + 1)
    for number in [n for n in everybody if n not in {*THROUGH_BSRE, *ON_PAPER, 1}]:
        sign(place(sheet, number))
    sign(place(sheet, 1))
    sheet.refresh_from_db()
    assert (sheet.state, sheet.signatories.unsigned().count()) == ("finalising", 0)
    run(Job.objects.get(kind="commitments.finish").pk)
    sheet.refresh_from_db()

    final = blobs.read(sheet.head_sha256)
    assert known(sheet.head_sha256).verdict == Verdict.FINAL
    found = inspect_file(blobs.path_of(sheet.head_sha256))
    assert found.sound and deviations(found, sheet.versions.get(kind="final")) == []
    assert not _refused_by_another(blobs.path_of(sheet.head_sha256))

    for name, forged in {
        "added to": final + b"\n%% tambahan\n",
        "rolled back": blobs.read(sheet.versions.order_by("number")[4].sha256),
        "altered": final.replace(b"/Reason", b"/reason", 1),
        "cut off": final[: len(final) // 2],
    }.items():
        assert not answer(forged).is_genuine, name
        assert hashlib.sha256(forged).hexdigest() != sheet.head_sha256


def _refused_by_another(path) -> list[str]:
    """The signatures that poppler, which knows nothing of the portal, calls broken."""
    done = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    return [line for line in done.stdout.splitlines() if "INVALID" in line.upper()]
