"""Which texts are numbers, and what comes of those that only look like one?"""

import pytest

from smartcity_portal.kit.numbers import natural, naturals

NO_NUMBERS = [
    "", None, "²", "½", "٣", "Ⅷ", "-1", "+1", "1.0", "1_000", " 1", "1\n", "1e3", "0x1", "\x00",
    "9" * 19, "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_not_written_in_plain_digits_is_no_number(text):
    assert natural(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_plain_digits_are_a_number_that_every_database_holds(text, number):
    assert natural(text) == number < 2**63


def test_numbers_are_picked_out_of_a_list_in_their_order():
    assert naturals(["3", "²", "1", "", "-1", "9" * 5000]) == [3, 1]
