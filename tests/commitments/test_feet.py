"""Is what stands at the foot of a sheet true for every way in which people sign it?"""

import io

import pypdfium2
import pytest

from commitments.models import Route
from commitments.services import ink, routes, scans, sheets
from commitments.services.outside_words import sentence
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments import outside
from tests.commitments.factories import sign

pytestmark = pytest.mark.django_db


def foot(sheet) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(blobs.read(sheet.issued_sha256)))
    return " ".join(document[0].get_textpage().get_text_range().split())


def test_the_common_foot_holds_for_screen_service_and_paper_alike(sheet):
    said = foot(sheet)
    assert "Ditandatangani di portal" not in said
    assert "Signed in the portal" not in said
    assert sheet.code in said


@pytest.fixture(scope="module")
def service():
    with outside.standing() as (service, url):
        yield service, url


@pytest.fixture
def certified(ceremony, service):
    """A sheet on which everybody is to sign through BSrE, and whose foot quotes the law on it."""
    stand_in, url = service
    outside.endpoint(ceremony.enrolment.region, url, by=ceremony.coordinator)
    draft = ceremony.draft()
    draft.footer = "certified"
    draft.save()
    for row in draft.signatories.with_people():
        stand_in.people.names[row.user.email] = row.name.split(",")[0].removeprefix("Dra. ")
    ways = dict.fromkeys(draft.signatories.values_list("pk", flat=True), Route.BSRE)
    routes.preset(draft, ways, by=ceremony.coordinator)
    return sheets.issue(draft, by=ceremony.coordinator)


def test_the_law_is_quoted_only_where_everybody_signs_with_a_certificate(ceremony, certified):
    assert certified.is_for_certificates
    assert "Pasal 5" in foot(certified)
    sheets.void(certified, by=ceremony.coordinator, reason="Satu orang menandatangani di portal.")
    draft = ceremony.draft()
    draft.footer = "certified"
    draft.save()
    mixed = sheets.issue(draft, by=ceremony.coordinator)
    assert not mixed.is_for_certificates
    assert "Pasal 5" not in foot(mixed)


def test_a_sheet_that_says_so_takes_certified_signatures_only(ceremony, certified):
    signatory = certified.signatories.with_sheet().first()
    assert routes.ways(signatory) == [Route.BSRE, Route.BROUGHT]
    for way in (Route.PORTAL, Route.PAPER):
        with pytest.raises(Blocked):
            routes.choose(signatory, way, by=ceremony.coordinator)
    with pytest.raises(Blocked):
        sign(signatory)
    assert not scans.may_be_printed(certified)
    assert ink.SIGNATORY.reasons_against("confirm_ink", signatory)


def test_a_certificate_of_another_root_is_not_taken_there(certified):
    signatory = certified.signatories.with_sheet().first()
    with pytest.raises(Blocked) as refused:
        outside.sign(signatory)
    assert refused.value.reasons == [sentence("not_certified")]
    certified.refresh_from_db()
    assert certified.head_sha256 == certified.issued_sha256
