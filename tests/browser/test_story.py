"""Can one city walk the whole programme through the pages, from enrolment to the signed sheet?"""

import pytest

from tests.browser.story import organising, signing, writing
from tests.browser.story.city import City, found_city

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 360


@pytest.fixture
def city(transactional_db) -> City:
    return found_city()


def test_a_city_walks_from_enrolment_to_the_signed_sheet(
    city, open_as, axe_violations, tmp_path, capsys
):
    ministry = open_as()
    coordinator, mentor = open_as(city["coordinator"]), open_as(city["mentor"])
    writer = open_as(city["writer"], width=PHONE)

    organising.sign_in(ministry, city["ministry"])
    organising.enrol(ministry)
    organising.register_memorandum(ministry)
    organising.assign_mentor(ministry)
    organising.hold_first_bimtek(coordinator)
    organising.close_stage(ministry, "I")

    organising.hand_out_the_chapter(coordinator)
    organising.nominate_quick_win(coordinator)
    organising.close_stage(ministry, "II")

    organising.choose_quick_win(coordinator)
    organising.complete_quick_win(coordinator)
    organising.close_stage(ministry, "III")

    writing.write_section(writer, axe_violations)
    writing.send_chapter(writer)
    writing.ask_for_improvement(mentor)
    writing.improve_and_send_again(writer)
    writing.close_comment_and_approve(mentor)
    writing.read_history(mentor)

    organising.issue_book(coordinator, tmp_path)
    organising.issue_sheet(coordinator)
    signing.sign_by_typing(open_as(city["head_of_region"], width=PHONE))
    signing.sign_by_drawing(open_as(city["agency_head"], width=PHONE))
    address = signing.check_the_sheet(coordinator, tmp_path, capsys)
    signing.read_in_public(open_as(), address)
    organising.close_stage(ministry, "IV")
