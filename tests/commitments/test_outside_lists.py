"""Is another authority asked about its certificates when a sheet is sealed, and nobody else ever?"""

import datetime as dt
import socket

import pytest
from asn1crypto import crl
from django.utils import timezone

from accounts.models import HistoryEntry, Job
from accounts.runner import run
from commitments.services.expectations import deviations
from commitments.services.standings import people_in
from commitments.signing import outside_lists
from commitments.signing.bounded import inspect_file
from smartcity_portal.kit import blobs
from tests.commitments import factories, outside

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def simulation():
    with outside.standing() as pair:
        yield pair


@pytest.fixture
def service(simulation):
    made, _url = simulation
    made.signer.taken.clear()
    made.signer.certificates.clear()
    made.people.names.clear()
    return made


@pytest.fixture
def sheet(ceremony, simulation, service):
    outside.endpoint(ceremony.enrolment.region, simulation[1], by=ceremony.coordinator)
    sheet = outside.issued(ceremony, service)
    signature = outside.sign(outside.place(sheet))
    sheet.serial = signature.certificate.serial
    for row in sheet.signatories.with_sheet().exclude(pk=signature.signatory_id):
        factories.sign(row)
    return sheet


def seal(sheet) -> Job:
    job = Job.objects.get(kind="commitments.finish")
    run(job.pk)
    job.refresh_from_db()
    sheet.refresh_from_db()
    return job


def by_service(sheet):
    version = sheet.versions.get(sha256=sheet.head_sha256)
    return next(person for person in people_in(version) if person.route == "bsre")


def lists_in(sheet) -> set[str]:
    """Who has made the lists inside the sealed file."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(blobs.read(sheet.head_sha256))) as pdf:
        found = [crl.CertificateList.load(each.read_bytes()) for each in pdf.Root.DSS.CRLs]
    return {str(each.issuer.native["organization_name"]) for each in found}


def test_the_list_of_the_other_authority_is_put_in_when_the_sheet_is_sealed(sheet, service):
    assert seal(sheet).state == "done"
    assert service.signer.authority().chain.issuing[0].subject.rfc4514_string()
    assert any("SIMULASI" in name for name in lists_in(sheet))
    assert by_service(sheet).is_proved
    found = inspect_file(blobs.path_of(sheet.head_sha256))
    assert found.sound
    assert not deviations(found, sheet.versions.get(kind="final"))


def test_where_it_may_not_be_asked_the_page_says_that_it_was_not(sheet, settings, client):
    settings.REVOCATION_HOSTS = []
    assert seal(sheet).state == "done"
    assert not any("SIMULASI" in name for name in lists_in(sheet))
    assert not by_service(sheet).is_proved
    assert HistoryEntry.objects.filter(verb="commitments.signature.leave_unproved").count() == 1
    shown = client.get(sheet.public_url).content.decode()
    with_gap = outside_words()
    assert with_gap in shown


def outside_words() -> str:
    from django.utils import translation
    from django.utils.translation import gettext

    with translation.override("id"):
        return gettext("Whether the other authority had taken the certificate back")


def test_a_certificate_taken_back_before_it_signed_keeps_the_sheet_open(sheet, service):
    service.signer.taken.append((sheet.serial, timezone.now() - dt.timedelta(days=2)))
    job = seal(sheet)
    assert job.state == "failed"
    assert sheet.state == "finalising"
    service.signer.taken.clear()


def test_one_taken_back_afterwards_does_not_undo_the_signature(sheet, service):
    service.signer.taken.append((sheet.serial, timezone.now() + dt.timedelta(seconds=30)))
    assert seal(sheet).state == "done"
    assert by_service(sheet).is_proved


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1.example.org/list.crl",
        "http://other.example/list.crl",
        "http://127.0.0.1@other.example/list.crl",
        "file:///etc/passwd",
        "ldap://127.0.0.1/cn=list",
        "http://127.0.0.1/list.crl?to=elsewhere",
        "http://[::1]/list.crl",
        "not an address",
    ],
)
def test_no_other_address_is_ever_opened(address, monkeypatch, settings):
    settings.REVOCATION_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it was opened"))
    assert outside_lists.fetch(address) is None


def test_a_list_that_is_none_or_too_large_counts_as_not_asked(simulation, monkeypatch):
    _service, url = simulation
    assert outside_lists.fetch(f"{url}/simulasi/state") is None
    monkeypatch.setattr(outside_lists, "MOST_BYTES", 10)
    assert outside_lists.fetch(f"{url}/periksa/pki/issuing-1.crl") is None
