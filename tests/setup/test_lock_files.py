"""Do the lock files pin everything by hash, and name no host?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def entries(lock: Path) -> list[str]:
    """Return the requirements, each with the lines that continue it."""
    return [entry for entry in re.split(r"\n(?=\S)", lock.read_text().strip()) if entry]


def names(lock: Path) -> set[str]:
    return {re.split(r"[=\[ ]", entry, maxsplit=1)[0] for entry in entries(lock)}


def test_there_is_a_lock_for_running_and_one_for_testing():
    assert [lock.stem for lock in LOCKS] == ["base", "dev"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_hashes(lock):
    loose = [
        entry.splitlines()[0]
        for entry in entries(lock)
        if not re.match(r"^[\w.-]+(\[[\w,-]+\])?==\S+", entry) or "--hash=sha256:" not in entry
    ]

    assert not loose


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_lock_names_a_host(lock):
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", lock.read_text())


def test_what_is_asked_for_is_locked():
    for lock in LOCKS:
        asked = [
            re.split(r"[\[<>=!]", line.strip(), maxsplit=1)[0].lower()
            for line in lock.with_suffix(".in").read_text().splitlines()
            if line.strip() and not line.startswith(("#", "-r"))
        ]
        assert set(asked) <= names(lock)


def test_what_runs_is_also_what_is_tested():
    base, dev = ({e.split(" ")[0] for e in entries(lock)} for lock in LOCKS)

    assert base <= dev
