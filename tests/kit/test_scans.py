"""What happens to hostile or hopeless files that are handed in as scans?"""

import io
import time

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from PIL import Image

from smartcity_portal.kit import scans
from smartcity_portal.kit.perspective import applied, homography


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def picture(size=(40, 30), kind="PNG", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **options)
    return out.getvalue()


def pdf(pages: int = 1, *, script: str = "", password: str = "") -> bytes:
    document = pikepdf.new()
    for _page in range(pages):
        document.add_blank_page(page_size=(200, 280))
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
        document.Root.OpenAction = action
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, encryption=locked)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        scans.read(scans.take(io.BytesIO(content)))
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "neither"),
        (picture(kind="GIF"), "neither"),
        (b"\xff\xd8\xff" + b"rubbish" * 50, "neither"),
        (picture()[:60], "neither"),
        (b"%PDF-1.7 rubbish", "damaged"),
        (pdf(password="rahasia"), "password"),
        (pdf(scans.scan_reader.MOST_PAGES + 1), "in parts"),
        (
            picture(kind="PNG", save_all=True, append_images=[Image.new("RGB", (40, 30), "black")]),
            "Moving",
        ),
    ],
    ids=[
        *("empty", "svg", "gif", "torn jpeg", "torn png"),
        *("torn pdf", "locked pdf", "endless pdf", "animated"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(content, words):
    assert words in refusal(content)


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    begun = time.monotonic()
    assert "million pixels" in refusal(out.getvalue())
    assert time.monotonic() - begun < 5


def test_a_huge_file_is_refused(settings):
    settings.UPLOAD_MAX_BYTES = 1000
    assert "larger" in refusal(b"%PDF-" + b"0" * 2000)


def test_scripts_in_a_pdf_do_not_come_along():
    (page,) = scans.read(pdf(script="app.alert('x')"))
    assert page.picture.startswith(b"\xff\xd8\xff")
    assert b"alert" not in page.picture


def test_a_photograph_loses_where_and_with_what_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Telepon Rahasia"
    (page,) = scans.read(picture(kind="JPEG", exif=exif))
    assert b"Telepon" not in page.picture
    assert page.codes == []


def test_a_page_lies_flat_again_by_four_points():
    seen = [(10.0, 12.0), (95.0, 20.0), (90.0, 130.0), (5.0, 118.0)]
    page = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    numbers = homography(list(zip(page, seen, strict=True)))
    for flat, crooked in zip(page, seen, strict=True):
        assert applied(numbers, flat) == pytest.approx(crooked)
    assert homography([((0, 0), (1, 1))] * 4) is None
