"""Where may the authority's keys lie, how is it renewed, and what if a key is away?"""

import datetime as dt
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Job
from accounts.runner import run
from commitments.checks import signing_authority_is_real, signing_is_possible
from commitments.models import Certificate, Revocation, Signature
from commitments.services import expectations, revocations
from commitments.signing import certificates
from commitments.signing.authority import the_ca, the_chain, trouble
from commitments.signing.ca import DEMO_MARK, CaTrouble, asn1_certificate, make_ca
from commitments.signing.inspection import inspect
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign, sign_all

SOFTHSM = next(
    (path for path in Path("/usr/lib").glob("**/libsofthsm2.so") if shutil.which("softhsm2-util")),
    None,
)


@pytest.fixture
def empty(tmp_path, settings):
    settings.CA_ROOT, settings.PORTAL_DEMO = tmp_path / "ca", False
    settings.CA_PASSPHRASE = "kunci-lemari-besi"
    return settings


@pytest.fixture
def own(tmp_path, settings, authority):
    """A copy of the run's authority that a test may change."""
    shutil.copytree(settings.CA_ROOT, tmp_path / "ca")
    settings.CA_ROOT = tmp_path / "ca"
    return settings.CA_ROOT


def call(name, **options):
    call_command(name, stdout=StringIO(), stderr=StringIO(), **options)


@pytest.mark.django_db
def test_a_sheet_begun_before_a_renewal_ends_after_it(own, sheet, client):
    people = list(sheet.signatories.with_sheet())
    sign(people[0])
    before = the_ca().issuing.serial
    call("rotate_ca")
    assert the_ca().issuing.serial != before
    for row in people[1:]:
        sign(row)
    run(Job.objects.get(kind="commitments.finish").pk)
    sheet.refresh_from_db()
    assert sheet.state == "completed"
    found = inspect(blobs.read(sheet.head_sha256), [asn1_certificate(the_chain().root)])
    assert found.sound
    assert expectations.deviations(found, sheet.versions.get(kind="final")) == []
    for issuer in the_chain().issuing:
        name = certificates.serial_of(issuer)[:16]
        listed = client.get(reverse("verify_issuer_crl", kwargs={"name": name})).content
        assert x509.load_der_x509_crl(listed).is_signature_valid(issuer.public_key())


@pytest.mark.django_db
def test_after_a_renewal_the_old_seal_can_be_taken_back(own, ceremony):
    sheet = ceremony.issued()
    call("rotate_ca")
    seal = Certificate.objects.get(kind="seal")
    revocations.revoke(seal, by=ceremony.ministry, reason="replaced", note="Diperbarui")
    sign_all(sheet)
    assert Signature.objects.count() == 3


@pytest.mark.django_db
def test_a_revoked_seal_issues_nothing(own, ceremony):
    ceremony.issued()
    now = timezone.now()
    Revocation.objects.create(
        certificate=Certificate.objects.get(kind="seal"), reason="compromised",
        note="-", since=now, by=ceremony.ministry, at=now,
    )  # fmt: skip
    with pytest.raises(Blocked, match="rotate_ca"):
        revocations.check_portal(the_ca())


def test_the_root_may_be_brought_along_for_a_renewal(empty, tmp_path):
    call("make_ca", organisation="Kementerian Uji")
    away = tmp_path / "usb" / "root.key"
    away.parent.mkdir()
    shutil.move(empty.CA_ROOT / "root.key", away)
    with pytest.raises(CommandError, match="root"):
        call("rotate_ca")
    call("rotate_ca", root_key=away)
    assert "Issuing CA 2" in the_ca().issuing.certificate.subject.rfc4514_string()
    assert len(the_chain().issuing) == 2


@pytest.mark.parametrize("part", ["issuing", "seal", "clock"])
def test_a_missing_key_stops_signing_and_nothing_else(empty, part, client, db):
    call("make_ca", organisation="Kementerian Uji")
    (empty.CA_ROOT / f"{part}.key").rename(empty.CA_ROOT / "away")
    assert part in trouble()
    with pytest.raises(Blocked):
        the_ca()
    assert [message.id for message in signing_is_possible(None)] == ["commitments.W003"]
    assert client.get(reverse("verify_root")).status_code == 200
    assert client.get(reverse("verify")).status_code == 200
    assert client.get(reverse("verify_crl")).status_code == 503
    (empty.CA_ROOT / "away").rename(empty.CA_ROOT / f"{part}.key")
    assert trouble() == ""


@pytest.mark.parametrize("damage", ["", "bukan sertifikat"])
def test_a_damaged_certificate_is_named(empty, damage):
    call("make_ca", organisation="Kementerian Uji")
    (empty.CA_ROOT / "seal.pem").write_text(damage)
    assert "seal.pem" in trouble()


def test_a_key_of_another_authority_is_refused(empty, tmp_path):
    call("make_ca", organisation="Kementerian Uji")
    make_ca(tmp_path / "other", organisation="Lain", passphrase=empty.CA_PASSPHRASE)
    shutil.copy(tmp_path / "other" / "seal.key", empty.CA_ROOT / "seal.key")
    assert "(seal)" in trouble()


@pytest.mark.parametrize("words", ["", "salah"])
def test_locked_keys_need_their_words(empty, words):
    call("make_ca", organisation="Kementerian Uji")
    empty.CA_PASSPHRASE = words
    assert "CA_PASSPHRASE" in trouble()


def organisation(folder: Path, *, years: float = 10) -> dict:
    """Files that an organisation with a root of its own would hand over."""
    folder.mkdir(exist_ok=True)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [certificates.subject(f"Uji {n}", organisation="Uji") for n in ("Root", "Sub")]
    top = certificates.certify(names[0], keys[0], None, years=45, usages=certificates.SIGNS_OTHERS)
    root = certificates.Credential(keys[0], top)
    sub = certificates.certify(
        names[1], keys[1], root, years=years, usages=certificates.SIGNS_OTHERS
    )
    (folder / "root.pem").write_text(certificates.pem_of(top))
    listed = certificates.revocation_list(root, (), number=1, valid=dt.timedelta(days=400))
    (folder / "root.crl").write_bytes(listed)
    lock = serialization.BestAvailableEncryption(b"rahasia")
    (folder / "sub.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"sub", keys[1], sub, None, lock)
    )
    return {
        "root": folder / "root.pem",
        "root_crl": folder / "root.crl",
        "issuing": folder / "sub.p12",
    }


def test_an_authority_comes_from_pkcs12(empty, tmp_path, monkeypatch):
    given = organisation(tmp_path / "uji")
    with pytest.raises(CommandError):
        call("import_ca", **given)
    assert not empty.CA_ROOT.exists()
    monkeypatch.setenv("P12_PASSPHRASE", "rahasia")
    call("import_ca", **given)
    made = the_ca().one_time(name="A", office="B", organisation="C", base_url="")
    assert made.certificate.not_valid_after_utc <= the_ca().issuing.certificate.not_valid_after_utc
    assert not the_ca().is_demo
    assert b"ENCRYPTED" in (empty.CA_ROOT / "issuing.key").read_bytes()
    assert signing_authority_is_real(None) == []
    with pytest.raises(CommandError, match="already"):
        call("import_ca", **given)
    call("import_ca", root_crl=given["root_crl"])


@pytest.mark.parametrize(
    ("swapped", "words"), [("root", "not issued by this root"), ("root_crl", "not signed by")]
)
def test_what_does_not_fit_together_is_refused(empty, tmp_path, monkeypatch, swapped, words):
    monkeypatch.setenv("P12_PASSPHRASE", "rahasia")
    given = organisation(tmp_path / "uji") | {swapped: organisation(tmp_path / "lain")[swapped]}
    with pytest.raises(CommandError, match=words):
        call("import_ca", **given)
    assert not empty.CA_ROOT.exists()


def test_a_certificate_that_ends_soon_is_told_before_going_live(empty, tmp_path, monkeypatch):
    monkeypatch.setenv("P12_PASSPHRASE", "rahasia")
    call("import_ca", **organisation(tmp_path / "uji", years=0.1))
    assert {message.id for message in signing_authority_is_real(None)} == {"commitments.W004"}


def test_the_demo_mark_stops_production(empty):
    make_ca(empty.CA_ROOT, organisation=DEMO_MARK, passphrase=empty.CA_PASSPHRASE)
    assert {message.id for message in signing_authority_is_real(None)} == {"commitments.E002"}


@pytest.fixture
def token(empty, tmp_path, monkeypatch):
    """A token in software, as a stand-in for one in a safe."""
    if SOFTHSM is None:
        pytest.skip("needs softhsm2")
    (tmp_path / "tokens").mkdir()
    configuration = tmp_path / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "portal", "--pin", "123456",
         "--so-pin", "654321"],
        check=True, capture_output=True,
    )  # fmt: skip
    empty.CA_PKCS11_MODULE, empty.CA_PKCS11_TOKEN = str(SOFTHSM), "portal"
    empty.CA_PKCS11_PIN = "123456"
    return empty


def test_keys_in_a_token_sign_and_never_leave_it(token):
    call("make_ca", organisation="Kementerian Uji", token=True)
    assert not list(token.CA_ROOT.glob("**/*.key"))
    made = the_ca().one_time(name="A", office="B", organisation="C", base_url="")
    assert certificates.is_issued_by(made.certificate, the_ca().issuing.certificate)
    assert "123456" not in repr(the_ca()) + repr(the_ca().issuing.key)
    with pytest.raises(CaTrouble):
        the_ca().issuing.key.private_numbers()
    call("rotate_ca")
    assert len(the_chain().issuing) == 2
    assert the_ca().crls()
    assert signing_authority_is_real(None) == []
    token.CA_PKCS11_MODULE = "/usr/lib/tidak-ada.so"
    assert "CA_PKCS11_MODULE" in trouble()
