"""Which signatures count after a certificate was taken back, and what does the world read?"""

import asyncio
import datetime as dt
import io
import re

import pytest
from asn1crypto.crl import CertificateList
from cryptography import x509
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import RevokedError

from accounts.models import Job, Notice
from accounts.runner import run
from commitments.models import Certificate, Revocation, RevocationList, Sheet
from commitments.services import expectations, revocation_lists, revocations, timekeeping
from commitments.signing.authority import the_ca
from commitments.signing.ca import asn1_certificate, serial_of
from commitments.signing.document import finish
from commitments.signing.inspection import inspect
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign, sign_all

pytestmark = pytest.mark.django_db
WHY = {"reason": "misused", "note": "Akun dipakai orang lain."}


def first_signature(sheet):
    return sheet.signatures.select_related("certificate", "signatory").order_by("at").first()


def test_a_signature_made_before_stays_valid_and_one_after_does_not(sheet, ceremony):
    sign_all(sheet)
    signature = first_signature(sheet)
    before = signature.at - dt.timedelta(seconds=1)
    later = revocations.revoke(signature.certificate, by=ceremony.ministry, **WHY)
    assert revocations.counts(signature, later)
    other = sheet.signatures.exclude(pk=signature.pk).first()
    earlier = revocations.revoke(other.certificate, by=ceremony.ministry, since=before, **WHY)
    assert not revocations.counts(other, earlier)
    assert revocations.worthless(sheet.signatures.all()) == [other]


def test_only_the_ministry_takes_back_and_only_once(sheet, ceremony):
    certificate = sign(sheet.signatories.with_sheet().first()).certificate
    with pytest.raises(PermissionDenied):
        revocations.revoke(certificate, by=ceremony.coordinator, **WHY)
    revocations.revoke(certificate, by=ceremony.ministry, **WHY)
    with pytest.raises(Blocked, match=r"sudah|already"):
        revocations.revoke(certificate, by=ceremony.ministry, **WHY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Revocation.objects.all().delete()


@pytest.mark.parametrize(
    "changes",
    [{"note": " "}, {"reason": "lain"}, {"since": timezone.now() + dt.timedelta(days=1)}],
)
def test_a_revocation_says_why_and_since_when(sheet, ceremony, changes):
    certificate = sign(sheet.signatories.with_sheet().first()).certificate
    with pytest.raises(Blocked):
        revocations.revoke(certificate, by=ceremony.ministry, **(WHY | changes))
    assert not Revocation.objects.exists()


def test_the_certificate_in_use_is_renewed_first(sheet, ceremony):
    seal = Certificate.objects.get(kind="seal")
    with pytest.raises(Blocked, match="rotate_ca"):
        revocations.revoke(seal, by=ceremony.ministry, **WHY)


def test_whoever_checks_the_file_reads_it_too(sheet, ceremony, authority):
    signature = sign(sheet.signatories.with_sheet().first())
    sheet.refresh_from_db()
    version = sheet.versions.get(sha256=sheet.head_sha256)
    found = inspect(blobs.read(sheet.head_sha256), [asn1_certificate(authority.root)])
    made = {"certificate": signature.certificate, "by": ceremony.ministry, "reason": "misused"}
    assert expectations.deviations(found, version) == []
    now = timezone.now()
    Revocation.objects.create(**made, note="-", since=signature.at, at=now)
    assert expectations.deviations(found, version) == [f"revoked:{signature.field}"]
    answer = Client().get(sheet.public_url)
    assert re.search("dicabut|was revoked", answer.content.decode())


def test_people_hear_of_it(sheet, ceremony):
    signature = sign(sheet.signatories.with_sheet().first())
    revocations.revoke(signature.certificate, by=ceremony.ministry, since=signature.at, **WHY)
    told = Notice.objects.filter(kind="commitments.certificate_revoked")
    assert set(told.values_list("to", flat=True)) == {
        ceremony.signers[0].pk,
        ceremony.coordinator.pk,
    }


def test_the_list_grows_its_number_and_names_the_certificate(sheet, ceremony, client):
    address = reverse("verify_crl")
    first = x509.load_der_x509_crl(client.get(address).content)
    assert len(first) == 0
    certificate = sign(sheet.signatories.with_sheet().first()).certificate
    revocations.revoke(certificate, by=ceremony.ministry, **WHY)
    second = x509.load_der_x509_crl(client.get(address).content)
    entry = second.get_revoked_certificate_by_serial_number(int(certificate.serial, 16))
    assert entry is not None
    assert _number(second) == _number(first) + 1
    assert second.is_signature_valid(the_ca().issuing.certificate.public_key())


def _number(crl: x509.CertificateRevocationList) -> int:
    return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number


def test_the_clock_renews_a_list_before_it_ends(authority):
    assert revocation_lists.renew() == 1
    assert revocation_lists.renew() == 0
    made = RevocationList.objects.get()
    assert made.due_at - made.made_at > 2 * revocation_lists.RENEWED_AFTER
    day_before = timezone.now() - revocation_lists.RENEWED_AFTER
    old = RevocationList(
        issuer=made.issuer, number=9, entries=0, content=made.content,
        made_at=day_before, due_at=day_before,
    )  # fmt: skip
    old.save()
    assert revocation_lists.served(made.issuer).number == 10


def test_a_sheet_with_a_worthless_signature_is_not_sealed(sheet, ceremony):
    sign_all(sheet)
    signature = first_signature(sheet)
    revocations.revoke(signature.certificate, by=ceremony.ministry, since=signature.at, **WHY)
    job = Job.objects.get(kind="commitments.finish")
    run(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"
    assert signature.signatory.name in job.error


def revoked_around(sheet, ceremony, *, before: bool):
    """Seal a sheet beside a revocation that lies before or after its first signature."""
    sign_all(sheet)
    signature = first_signature(sheet)
    moment = signature.at - dt.timedelta(hours=1) if before else timezone.now()
    revocations.revoke(signature.certificate, by=ceremony.ministry, since=moment, **WHY)
    content = blobs.read(Sheet.objects.get(pk=sheet.pk).head_sha256)
    authority = the_ca()
    lists = [CertificateList.load(der) for der in revocation_lists.fresh(authority)]
    return signature, finish(content, authority, lists)


@pytest.mark.parametrize("before", [True, False])
def test_other_validators_read_the_moment_of_the_revocation(sheet, ceremony, authority, before):
    """With the list that lies in the sealed file, and the time stamp in the signature itself."""
    signature, final = revoked_around(sheet, ceremony, before=before)
    reader = PdfFileReader(io.BytesIO(final))
    embedded = next(row for row in reader.embedded_signatures if row.field_name == signature.field)
    context = ValidationContext(
        trust_roots=[asn1_certificate(authority.root)],
        crls=[CertificateList.load(crl.get_object().data) for crl in reader.root["/DSS"]["/CRLs"]],
        allow_fetching=False,
        revocation_mode="hard-fail",
        moment=signature.at,
        retroactive_revinfo=True,
    )
    checked = CertificateValidator(
        embedded.signer_cert,
        intermediate_certs=embedded.other_embedded_certs,
        validation_context=context,
    )
    if before:
        with pytest.raises(RevokedError):
            asyncio.run(checked.async_validate_usage({"digital_signature"}))
    else:
        assert asyncio.run(checked.async_validate_usage({"digital_signature"}))


def test_a_clock_that_went_back_signs_nothing(sheet):
    sign(sheet.signatories.with_sheet().first())
    past = timezone.now() - dt.timedelta(hours=1)
    assert timekeeping.reasons(past, after=timekeeping.last_act(sheet))
    long_past = timezone.now() - dt.timedelta(days=400)
    assert timekeeping.reasons(long_past, after=None), "before the authority was made"
    assert not timekeeping.reasons(timezone.now(), after=timekeeping.last_act(sheet))


def test_the_ministry_sees_the_authority_and_takes_back_on_the_page(sheet, ceremony):
    signature = sign(sheet.signatories.with_sheet().first())
    client = Client()
    client.force_login(ceremony.ministry, backend="django.contrib.auth.backends.ModelBackend")
    listed = client.get(reverse("commitments:authority"), {"cari": signature.certificate.name})
    page = reverse("commitments:certificate_detail", args=[signature.certificate.pk])
    assert page in listed.content.decode()
    refused = client.post(page, {"reason": "misused", "note": ""})
    assert refused.status_code == 200
    assert not Revocation.objects.exists()
    assert client.post(page, {"reason": "misused", "note": "Salah orang"}).status_code == 302
    assert Revocation.objects.get().by == ceremony.ministry
    client.force_login(ceremony.coordinator, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(page).status_code == 403


def test_the_list_of_certificates_asks_as_often_for_one_row_as_for_three(
    sheet, ceremony, django_assert_max_num_queries
):
    client = Client()
    client.force_login(ceremony.ministry, backend="django.contrib.auth.backends.ModelBackend")
    client.get(reverse("commitments:authority"))
    sign_all(sheet)
    for row in sheet.signatures.all():
        revocations.revoke(row.certificate, by=ceremony.ministry, **WHY)
    with django_assert_max_num_queries(24):
        client.get(reverse("commitments:authority"))


def test_every_issuing_authority_has_its_own_addresses(client, authority):
    name = serial_of(authority.issuing.certificate)[:16]
    for address in ("verify_issuer", "verify_issuer_crl"):
        assert client.get(reverse(address, kwargs={"name": name})).status_code == 200
        assert client.get(reverse(address, kwargs={"name": "0" * 16})).status_code == 404
    assert client.get(reverse("verify_root_crl")).status_code == 200
