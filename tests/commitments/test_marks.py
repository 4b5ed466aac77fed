"""Which pictures may be a signature, and what is left of them?"""

import io

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageDraw

from commitments.signing import marks
from tests.commitments.factories import picture


def saved(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def moving() -> bytes:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("white", "black")]
    return saved(frames[0], save_all=True, append_images=frames[1:])


def photograph() -> bytes:
    """Ink on grey paper under uneven light, as a phone takes it, turned by its EXIF mark."""
    image = Image.linear_gradient("L").resize((400, 300)).point(lambda grey: 150 + grey // 4)
    ImageDraw.Draw(image).line([(60, 200), (180, 80), (340, 220)], fill=20, width=9)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "rahasia"
    return saved(image, "JPEG", exif=exif)


def test_a_drawing_becomes_ink_on_nothing():
    stencil = marks.drawn(picture()).stencil
    assert stencil.width <= marks.WIDEST
    assert stencil.height <= marks.HIGHEST
    assert 0 < bin(int.from_bytes(stencil.bits)).count("1") < stencil.width * stencil.height / 2


def test_a_drawing_on_transparent_ground_is_the_same():
    image = Image.new("RGBA", (500, 160), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(20, 120), (120, 30), (470, 110)], fill=(10, 20, 120), width=7)
    assert marks.drawn(saved(image)).stencil.width > 100


def test_a_photograph_keeps_nothing_but_the_ink():
    content = photograph()
    stencil = marks.uploaded(content).stencil
    assert stencil.height > stencil.width * 0.8, "the turn of the camera was followed"
    assert b"rahasia" in content
    assert b"rahasia" not in stencil.bits


def test_a_typed_name_is_drawn():
    assert marks.typed("  Neni   Moerniaeni ").stencil.width > 200


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 40,
        picture()[:80],
        moving(),
        saved(Image.new("RGB", (500, 160), "white")),
        saved(Image.new("RGB", (500, 160), "black")),
        saved(Image.new("1", (6000, 2500), 1)),
        b"\x89PNG\r\n\x1a\n" + b"x" * marks.MAX_BYTES,
    ],
    ids=["nothing", "svg", "gif", "cut off", "moving", "white", "black", "huge", "heavy"],
)
def test_what_is_no_signature_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError) as refused:
        marks.uploaded(content)
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_is_needed_and_has_an_end(name):
    with pytest.raises(ValidationError):
        marks.typed(name)


def test_a_stencil_never_shows_its_strokes():
    assert "bits" not in repr(marks.typed("Neni").stencil)
