"""Can a file hurt whoever checks it? It is bounded in pages, signatures, time and memory, and run nowhere."""

import io
import json
import subprocess
import sys
import zlib

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Job
from commitments.models import Check
from commitments.services import checking
from commitments.signing.authority import the_ca
from commitments.signing.bounded import inspect_file
from commitments.signing.ca import asn1_certificate
from commitments.signing.inspection import MOST_PAGES, MOST_REVISIONS, inspect
from smartcity_portal.kit import blobs


def looked_at(content: bytes):
    return inspect(content, [asn1_certificate(the_ca().root)])


def made(change=None, **options) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change:
            change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def with_objects(*objects: bytes, root: bytes = b"<< /Type /Catalog /Pages 2 0 R >>") -> bytes:
    """A PDF put together by hand, as a generator of broken files would."""
    out, offsets = io.BytesIO(b""), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate([root, *objects], 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(offsets) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


NO_PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"


def bomb(bytes_unpacked: int) -> bytes:
    """A cross-reference stream that unpacks, twice, to far more than it weighs."""
    zeros, million = zlib.compressobj(9, wbits=-15), b"\0" * 2**20
    block = zeros.compress(million) + zeros.flush(zlib.Z_FULL_FLUSH)
    check = (bytes_unpacked % 65521 << 16 | 1).to_bytes(4, "big")
    inner = b"\x78\xda" + block * (bytes_unpacked >> 20) + zeros.flush() + check
    packed = zlib.compress(inner, 9)
    head = b"%PDF-1.7\n"
    body = b"<< /Type /XRef /Size 9 /W [1 4 2] /Root 1 0 R /Filter [/FlateDecode /FlateDecode] "
    body += b"/Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    return head + b"1 0 obj\n" + body + b"\nendobj\nstartxref\n9\n%%EOF\n"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "unreadable"),
        (b"%PDF-1.7\n%%EOF", "unreadable"),
        (made(encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted"),
        (made(encryption=pikepdf.Encryption(owner="a", user="")), "encrypted"),
        (with_objects(b"<< /Type /Pages /Kids [] /Count 10000 >>"), "too_many_pages"),
        (
            with_objects(b"<< /Type /Pages /Kids [] /Count %d >>" % (MOST_PAGES + 1)),
            "too_many_pages",
        ),
        (with_objects(b"[" * 20_000 + b"]" * 20_000), "unreadable"),
        (with_objects(b"<< /A " * 5_000 + b"1" + b" >>" * 5_000), "unreadable"),
        (with_objects(b"2 0 R"), "unreadable"),
        (with_objects(NO_PAGES, root=b"<< /Type /Catalog >>"), "unreadable"),
        (with_objects(NO_PAGES) + b"startxref\n0\n%%EOF\n" * 50, "unreadable"),
    ],
    ids=[
        *("empty", "no table", "password", "empty password", "10000 pages", "one page too many"),
        *("deep arrays", "deep dictionaries", "points at itself", "no pages", "no last table"),
    ],
)
def test_what_cannot_be_checked_is_named(content, problem):
    assert looked_at(content).problem == problem


def test_pages_that_contain_each_other_end():
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Parent 2 0 R /Count 2 >>"
    assert looked_at(with_objects(loop)).signatures == []


def test_ten_thousand_real_pages_are_too_many():
    def change(pdf):
        for _ in range(MOST_PAGES):
            pdf.add_blank_page()

    assert looked_at(made(change)).problem == "too_many_pages"


def test_a_file_of_endless_revisions_is_not_followed():
    content = with_objects(NO_PAGES)
    first = content.rindex(b"startxref")
    start = int(content[first:].split()[1])
    for _ in range(MOST_REVISIONS + 5):
        at = len(content)
        content += b"xref\n0 0\ntrailer\n<< /Size 3 /Root 1 0 R /Prev %d >>\n" % start
        content += b"startxref\n%d\n%%%%EOF\n" % at
        start = at
    assert looked_at(content).problem in {"too_many", "unreadable"}


def test_a_bomb_is_stopped_by_its_bounds(tmp_path):
    """4 GB in a few kilobytes: the process ends, the answer comes."""
    path = tmp_path / "bom.pdf"
    path.write_bytes(bomb(2**32))
    assert path.stat().st_size < 100_000
    assert inspect_file(path).problem in {"too_costly", "unreadable"}


def test_the_process_that_looks_writes_nothing_and_knows_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    seen = {}

    def spy(command, **options):
        seen.update(options)
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr("commitments.signing.bounded.subprocess.run", spy)
    path = tmp_path / "berkas.pdf"
    path.write_bytes(made())
    assert inspect_file(path).problem == "too_costly"
    assert "SECRET_KEY" not in seen["env"] and seen["timeout"] < 120


SPEAKS_OF_ITS_LIMITS = """
import json, resource, sys
from commitments.signing import inspection
def tell(*_):
    names = ("CPU", "AS", "FSIZE", "CORE", "NOFILE")
    print(json.dumps([resource.getrlimit(getattr(resource, "RLIMIT_" + n))[0] for n in names]))
    sys.exit()
inspection.inspect = tell
inspection.main([sys.argv[1]])
"""


def test_the_limits_are_really_set(tmp_path):
    path = tmp_path / "berkas.pdf"
    path.write_bytes(made())
    told = subprocess.run(
        [sys.executable, "-c", SPEAKS_OF_ITS_LIMITS, str(path)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout) == [60, 2**30, 0, 0, 64]


@pytest.mark.parametrize(
    ("change", "hazard"),
    [
        (
            lambda pdf: setattr(
                pdf.Root,
                "OpenAction",
                pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"),
            ),
            "javascript",
        ),
        (
            lambda pdf: setattr(
                pdf.pages[0],
                "AA",
                pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")),
            ),
            "launch",
        ),
        (
            lambda pdf: pdf.attachments.__setitem__("a.exe", pikepdf.AttachedFileSpec(pdf, b"MZ")),
            "attachment",
        ),
        (
            lambda pdf: setattr(
                pdf.Root,
                "AcroForm",
                pikepdf.Dictionary(XFA=pikepdf.Array([]), Fields=pikepdf.Array([])),
            ),
            "xfa",
        ),
    ],
    ids=["javascript", "launch", "attachment", "xfa"],
)
def test_what_a_file_would_do_is_named_and_not_done(change, hazard):
    found = looked_at(made(change, object_stream_mode=pikepdf.ObjectStreamMode.generate))
    assert hazard in found.hazards
    assert not found.problem


@pytest.mark.django_db
def test_the_portals_own_sheet_does_nothing_by_itself(sheet):
    assert looked_at(blobs.read(sheet.head_sha256)).hazards == []


@pytest.mark.django_db
def test_a_hostile_file_is_answered_on_the_page(client, django_capture_on_commit_callbacks):
    def change(pdf):
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(reverse("verify"), {"file": SimpleUploadedFile("a.pdf", made(change))})
    page = client.get(asked.url).content.decode()
    assert "JavaScript" in page
    assert "tidak memuat tanda tangan elektronik" in page


@pytest.mark.django_db
def test_files_that_wait_do_not_pile_up(client, settings):
    settings.CHECKS_PER_TEN_MINUTES = 100
    for number in range(checking.MOST_WAITING):
        Job.objects.create(kind=checking.KIND, subject="x", key=f"{number}", arguments={})
    answer = client.post(reverse("verify"), {"file": SimpleUploadedFile("a.pdf", made())})
    assert (answer.status_code, answer["Retry-After"]) == (503, "120")
    assert not Check.objects.exists()


@pytest.mark.django_db
def test_many_end_marks_are_read_once(sheet):
    content = blobs.read(sheet.head_sha256)
    long = content + b"%%EOF\n" * 200_000
    assert checking.extended(long).verdict == "extended"
