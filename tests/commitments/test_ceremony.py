"""Does a whole ceremony leave one file in which every signature holds?"""

import subprocess

import pytest

from commitments.models import Certificate, SheetVersion, Signature
from commitments.services import sheets
from commitments.signing.inspection import inspect
from smartcity_portal.kit import blobs
from tests.commitments.factories import ceremony, sign_all

pytestmark = pytest.mark.django_db


def roots(authority):
    from commitments.signing.ca import asn1_certificate

    return [asn1_certificate(authority.root)]


def pdfsig(content, tmp_path):
    """What poppler says of each signature, by field."""
    path = tmp_path / "lembar.pdf"
    path.write_bytes(content)
    out = subprocess.run(
        ["pdfsig", "-nocert", path], capture_output=True, text=True, timeout=60, check=False
    ).stdout
    found = {}
    for part in out.split("Signature #")[1:]:
        lines = dict(line.strip(" -").split(": ", 1) for line in part.splitlines() if ": " in line)
        found[lines["Signature Field Name"]] = lines["Signature Validation"]
    return found


def test_five_people_sign_and_the_sheet_is_sealed(
    authority, tmp_path, django_capture_on_commit_callbacks
):
    made = ceremony(5)
    sheet = made.issued()
    assert sheet.state == "issued"
    assert sheet.number == "555/001/KB-SC/2019"
    with django_capture_on_commit_callbacks(execute=True):
        sheet = sign_all(sheet, but=1)
    assert sheet.state == "signing"
    with django_capture_on_commit_callbacks(execute=True):
        sheet = sign_all(sheet)
    sheet.refresh_from_db()
    assert sheet.state == "completed"
    final = blobs.read(sheet.head_sha256)

    found = inspect(final, roots(authority))
    assert found.sound, found.as_dict()
    fields = [row.field for row in found.signatures]
    assert fields == ["portal-issue", *(f"ttd-00{n}" for n in range(1, 6)), "portal-end"]
    assert len({row.serial for row in found.signatures}) == 7

    opinions = pdfsig(final, tmp_path)
    end = opinions.pop("portal-end")
    assert set(opinions.values()) == {"Signature is Valid."}
    assert "not yet been verified" in end, "poppler does not judge document time stamps"

    assert Signature.objects.count() == 5
    assert Certificate.objects.filter(kind="person").count() == 5
    kinds = list(SheetVersion.objects.values_list("kind", flat=True))
    assert kinds == ["issued", *["signed"] * 5, "final"]
    assert all(
        blobs.read(after.sha256).startswith(blobs.read(before.sha256))
        for before, after in zip(
            SheetVersion.objects.all(), SheetVersion.objects.all()[1:], strict=False
        )
    ), "every version keeps the bytes of the one before"


def test_the_printed_number_runs_on_without_gaps(ceremony):
    first = ceremony.issued()
    sheets.void(first, by=ceremony.coordinator, reason="Nama keliru")
    second = sheets.issue(ceremony.draft(), by=ceremony.coordinator)
    assert [first.number, second.number] == ["555/001/KB-SC/2019", "555/002/KB-SC/2019"]
    assert second.version == 2
