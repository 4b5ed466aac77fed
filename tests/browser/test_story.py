"""Can one city walk the whole programme through the pages, from enrolment to the signed sheet?"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import overflow
from tests.browser.story import organising, signing, writing
from tests.browser.story.city import City, found_city

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 360


@pytest.fixture
def city(transactional_db) -> City:
    return found_city()


@pytest.fixture
def walk(axe_violations) -> Callable[..., Any]:
    """Return `walk(page, act, …)`: the person acts, and the page they end on has no barriers."""

    def do(page: Page, act: Callable[..., Any], *given: Any) -> Any:
        result = act(page, *given)
        assert axe_violations(page) == [], act.__name__
        assert overflow(page) <= 0, act.__name__
        return result

    return do


def test_a_city_walks_from_enrolment_to_the_signed_sheet(city, open_as, walk, tmp_path, capsys):
    ministry = open_as()
    coordinator, mentor = open_as(city["coordinator"]), open_as(city["mentor"])
    writer = open_as(city["writer"], width=PHONE)

    walk(ministry, organising.sign_in, city["ministry"])
    walk(ministry, organising.enrol)
    walk(ministry, organising.register_memorandum)
    walk(ministry, organising.assign_mentor)
    walk(coordinator, organising.hold_first_bimtek)
    walk(ministry, organising.close_stage, "I")

    walk(coordinator, organising.hand_out_the_chapter)
    walk(coordinator, organising.nominate_quick_win)
    walk(ministry, organising.close_stage, "II")

    walk(coordinator, organising.choose_quick_win)
    walk(coordinator, organising.complete_quick_win)
    walk(ministry, organising.close_stage, "III")

    walk(writer, writing.write_section)
    walk(writer, writing.send_chapter)
    walk(mentor, writing.ask_for_improvement)
    walk(writer, writing.improve_and_send_again)
    walk(mentor, writing.close_comment_and_approve)
    walk(mentor, writing.read_history)

    walk(coordinator, organising.issue_book, tmp_path)
    walk(coordinator, organising.issue_sheet)
    walk(open_as(city["head_of_region"], width=PHONE), signing.sign_by_typing)
    walk(open_as(city["agency_head"], width=PHONE), signing.sign_by_drawing)
    address = walk(coordinator, signing.check_the_sheet, tmp_path, capsys)
    walk(open_as(width=PHONE), signing.read_in_public, address)
    walk(ministry, organising.close_stage, "IV")
