"""Are two spellings of a name seen as one, and two people as two?"""

import pytest

from workshops.names import key_of, likeness


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Dr. Hj. Siti Aminah, M.Si", "siti aminah"),
        ("SITI  AMINAH", "siti aminah"),
        ("Muh. Rudi S.E. M.M.", "muhammad rudi"),
        ("H. Mohammad Rudi, SE., MM", "muhammad rudi"),
        ("Drs. Dasuki, M.Si", "dasuki"),
        ("Ir. Nur'aini S.Kom", "nuraini"),
        ("R. Budi Santoso ST MT", "budi santoso"),
        ("Hj", "hj"),
        ("  ", ""),
    ],
)
def test_titles_degrees_and_marks_do_not_count(written, key):
    assert key_of(written) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Siti Aminah", "Sitti Aminah", True),
        ("Azril Apriansyah", "Azril Apriyansyah", True),
        ("M. Rudi", "Muhammad Rudi", True),
        ("Siti Aminah", "Siti Aisyah", False),
        ("Budi Santoso", "Budi Susanto", False),
        ("Peserta 12", "Peserta 13", False),
    ],
)
def test_likeness_tells_spellings_from_people(one, other, same):
    assert (likeness(key_of(one), key_of(other)) >= 0.78) is same
