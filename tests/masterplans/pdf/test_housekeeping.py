"""Is what was printed thrown away by age and by size, and never under somebody's hands?"""

import os
import time

from masterplans.clock import sweep_book_cache
from masterplans.pdf.housekeeping import sweep

DAY = 86400


def part(folder, name: str, *, size: int = 100, days_ago: float = 0) -> None:
    (folder / name[:2]).mkdir(exist_ok=True)
    for suffix, length in ((".pdf", size), (".json", 10)):
        path = folder / name[:2] / f"{name}{suffix}"
        path.write_bytes(b"x" * length)
        used = time.time() - days_ago * DAY
        os.utime(path, (used, used))


def names(folder) -> set[str]:
    return {path.name for path in folder.glob("*/*")}


def test_what_nobody_used_for_long_goes(tmp_path):
    part(tmp_path, "aa1", days_ago=40)
    part(tmp_path, "bb2", days_ago=2)

    swept = sweep(tmp_path, days=30, most=10_000)

    assert names(tmp_path) == {"bb2.pdf", "bb2.json"}
    assert (swept.removed, swept.freed, swept.kept, swept.size) == (2, 110, 2, 110)


def test_of_too_much_the_longest_unused_goes_first(tmp_path):
    for number in range(1, 6):
        part(tmp_path, f"{number}{number}x", days_ago=number)

    sweep(tmp_path, days=30, most=240)

    assert names(tmp_path) == {"11x.pdf", "11x.json", "22x.pdf", "22x.json"}


def test_what_was_used_within_the_hour_stays_however_full_it_is(tmp_path):
    part(tmp_path, "aa1", size=9_000)

    assert sweep(tmp_path, days=0, most=1).removed == 0


def test_the_list_of_pages_lives_as_long_as_its_pages(tmp_path):
    part(tmp_path, "aa1", days_ago=40)
    (tmp_path / "aa" / "aa1.pdf").touch()

    sweep(tmp_path, days=30, most=10_000)

    assert names(tmp_path) == {"aa1.pdf", "aa1.json"}


def test_an_empty_store_is_no_fault(tmp_path):
    assert sweep(tmp_path / "never", days=30, most=1).kept == 0


def test_the_hourly_sweep_keeps_to_the_age_and_the_size_of_the_settings(tmp_path, settings):
    settings.BOOK_CACHE, settings.BOOK_CACHE_DAYS, settings.BOOK_CACHE_MEGABYTES = tmp_path, 30, 1
    part(tmp_path, "aa1", days_ago=40)
    part(tmp_path, "bb2", size=700_000, days_ago=2)
    part(tmp_path, "cc3", size=700_000, days_ago=1)

    assert sweep_book_cache() == 4

    assert names(tmp_path) == {"cc3.pdf", "cc3.json"}


def test_locks_go_with_their_part_and_what_a_killed_writer_left_goes_with_age(tmp_path):
    part(tmp_path, "aa1", days_ago=40)
    (tmp_path / "locks").mkdir()
    for left in (tmp_path / "locks" / "aa1", tmp_path / "aa" / ".half.pdf"):
        left.write_bytes(b"x")
        os.utime(left, (time.time() - 40 * DAY,) * 2)

    sweep(tmp_path, days=30, most=10_000)

    assert names(tmp_path) == set()
