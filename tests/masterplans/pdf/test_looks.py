"""Do the pages of a book still look as they did? Compared with pictures; `look.py` says how to renew them."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops

from masterplans.pdf.book import build
from masterplans.pdf.parts import PartStore
from tests.masterplans.pdf.look import (
    FOLDER,
    MOST_CHANGED,
    changed,
    drawn,
    pages_of,
    reference_book,
    side_by_side,
)
from tests.masterplans.pdf.reading import BookFile

NAMES = sorted(path.stem for path in FOLDER.glob("*.png"))


@pytest.fixture(scope="module")
def pictures(tmp_path_factory) -> dict[str, Image.Image]:
    store = PartStore(tmp_path_factory.mktemp("looks"))
    built = build(reference_book(), store=store)
    assert built.problems == ()
    return dict(drawn(built.path, pages_of(BookFile(built.path))))


def before(name: str) -> Image.Image:
    with Image.open(FOLDER / f"{name}.png") as picture:
        return picture.convert("L")


def test_every_kind_of_page_has_its_picture(pictures):
    assert sorted(pictures) == NAMES
    assert len(NAMES) >= 10
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < 600_000


@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_did(name, pictures, tmp_path):
    share = changed(before(name), pictures[name])
    told: Path = tmp_path / f"{name}.png"
    if share > MOST_CHANGED:
        side_by_side(before(name), pictures[name]).save(told)
    assert share <= MOST_CHANGED, f"{share:.2%} of the page changed, see {told}"


def test_a_moved_paragraph_and_a_lost_line_are_seen():
    page = before("swot")
    moved = page.copy()
    moved.paste(page.crop((100, 80, 500, 180)), (100, 83))
    assert changed(page, moved) > MOST_CHANGED
    lost = page.copy()
    lost.paste(255, (100, 90, 480, 105))
    assert changed(page, lost) > MOST_CHANGED
    assert changed(page, page.rotate(90, expand=True)) == 1.0


def test_a_renderer_that_smooths_letters_otherwise_is_forgiven():
    page = before("swot")
    half = ImageChops.offset(page, 1, 0)
    assert changed(page, Image.blend(page, half, 0.3)) <= MOST_CHANGED
    assert changed(page, page.point(lambda value: min(255, value + 12))) <= MOST_CHANGED
