"""Who vouches, where do the keys lie, and what does production ask for?"""

import subprocess
import sys
from io import StringIO

import pytest
from cryptography import x509
from django.conf import settings
from django.core.management import CommandError, call_command

from commitments.checks import signing_authority_is_real
from commitments.signing.authority import the_ca
from commitments.signing.bounded import inspect_file
from commitments.signing.ca import CaMissing, _load, make_ca, portal_ca
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import ceremony as make_ceremony
from tests.commitments.factories import sign_all


@pytest.fixture
def empty(tmp_path, settings):
    settings.CA_ROOT = tmp_path / "ca"
    return settings


def test_development_makes_its_own_and_says_so(authority):
    assert authority.is_demo
    root = authority.root.subject.rfc4514_string()
    assert "contoh" in root


def test_keys_are_for_their_owner_only(authority):
    for path in settings.CA_ROOT.glob("*.key"):
        assert path.stat().st_mode & 0o077 == 0


def test_production_does_not_make_one_unasked(empty):
    empty.PORTAL_DEMO = False
    with pytest.raises(Blocked, match="make_ca"):
        the_ca()
    assert not empty.CA_ROOT.exists()


def test_an_authority_is_made_on_purpose_once(empty):
    empty.PORTAL_DEMO = False
    empty.CA_PASSPHRASE = "kunci-lemari-besi"
    call_command("make_ca", organisation="Kementerian Uji", stdout=StringIO(), stderr=StringIO())
    assert not the_ca().is_demo
    with pytest.raises(CommandError, match="already"):
        call_command("make_ca", organisation="Kementerian Uji", stdout=StringIO())
    empty.CA_PASSPHRASE = "salah"
    with pytest.raises(Blocked, match="CA_PASSPHRASE"):
        the_ca()


def test_the_demo_mark_is_not_for_others(empty):
    with pytest.raises(CommandError):
        call_command("make_ca", organisation="Kota (contoh)", stdout=StringIO())


def test_the_root_key_may_leave_the_machine(empty):
    make_ca(empty.CA_ROOT, organisation="Kementerian Uji")
    (empty.CA_ROOT / "root.key").unlink()
    assert the_ca().one_time(name="A", office="B", organisation="C", base_url="").serial


@pytest.mark.parametrize(
    ("demo", "made", "found"),
    [
        (True, "", {"commitments.W002"}),
        (False, "", {"commitments.E001"}),
        (False, "Portal (contoh)", {"commitments.E002", "commitments.W001"}),
        (False, "Kementerian Uji", {"commitments.W001"}),
    ],
)
def test_check_deploy_speaks_up(empty, demo, made, found):
    empty.PORTAL_DEMO = demo
    empty.CA_PASSPHRASE = ""
    if made:
        make_ca(empty.CA_ROOT, organisation=made)
    assert {message.id for message in signing_authority_is_real(None)} == found


def test_two_processes_at_first_start_share_one_authority(tmp_path):
    script = (
        "import sys, pathlib\n"
        "from commitments.signing.ca import portal_ca, serial_of\n"
        "print(serial_of(portal_ca(pathlib.Path(sys.argv[1]), make_demo=True).root))"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "ca")],
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    serials = {run.communicate(timeout=60)[0].strip() for run in runs}
    assert len(serials) == 1
    assert serials != {""}
    assert not list(tmp_path.glob(".ca-*"))


def test_a_folder_without_an_authority_is_named(tmp_path):
    with pytest.raises(CaMissing):
        portal_ca(tmp_path / "kosong")


def test_a_one_time_certificate_outlives_retention_and_names_no_nip(authority):
    made = authority.one_time(
        name="dr. Hj. Neni Moerniaeni, Sp.OG " * 4,
        office="Wali Kota Bontang",
        organisation="Pemerintah Kota Bontang",
        base_url="http://portal.invalid",
    )
    certificate = made.certificate
    years = (certificate.not_valid_after_utc - certificate.not_valid_before_utc).days / 365
    assert years > 30
    assert certificate.not_valid_after_utc < authority.issuing.certificate.not_valid_after_utc
    policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    notice = policies[0].policy_qualifiers[0].explicit_text
    assert "tidak tersertifikasi" in notice
    assert "PRIVATE" not in made.pem
    assert "PRIVATE" not in repr(made)


def test_every_signature_has_a_key_of_its_own(authority):
    given = {"name": "A", "office": "B", "organisation": "C", "base_url": ""}
    one, two = authority.one_time(**given), authority.one_time(**given)
    assert one.serial != two.serial
    assert one.key.public_key() != two.key.public_key()


def test_an_authority_is_read_once(authority):
    assert the_ca() is the_ca()
    assert _load.cache_info().hits


@pytest.mark.django_db
def test_files_of_a_former_root_hold_once_it_is_laid_down_again(authority, tmp_path, settings):
    sheet = sign_all(make_ceremony(2, programs=False).issued())
    old = settings.CA_ROOT / "root.pem"
    settings.CA_ROOT = tmp_path / "ca"
    the_ca()
    head = blobs.path_of(sheet.head_sha256)
    assert not any(row.trusted for row in inspect_file(head).signatures)
    former = settings.CA_ROOT / "former-roots"
    former.mkdir()
    (former / "before-2026.pem").write_bytes(old.read_bytes())
    assert inspect_file(head).sound
    assert the_ca().root != authority.root, "nothing is signed under it any more"
