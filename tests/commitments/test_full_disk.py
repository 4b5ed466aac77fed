"""What if there is no room left? A sentence, and nothing half written: not a row, not a file."""

import resource

import pytest
from django.conf import settings
from django.db import DatabaseError

from accounts.models import Job
from accounts.runner import run
from commitments.models import Certificate, SheetVersion, Signature
from commitments.services import sheets
from smartcity_portal.kit.disk import is_full, room_needed
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign, sign_all

pytestmark = pytest.mark.django_db
SMALL = 20_000


@pytest.fixture
def room():
    """Files of this process may not grow beyond a few pages, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def leave(size: int = resource.RLIM_INFINITY) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield leave
    leave(before[0])


def left_aside() -> list:
    return list(settings.BLOB_ROOT.glob("**/.put-*"))


def test_nothing_of_a_signature_is_left(sheet, room):
    people = list(sheet.signatories.with_sheet())
    sign(people[0])
    before = (SheetVersion.objects.count(), Certificate.objects.count())
    room(SMALL)
    with pytest.raises(Blocked, match=r"room|ruang"):
        sign(people[1])
    room()
    assert Signature.objects.count() == 1
    assert (SheetVersion.objects.count(), Certificate.objects.count()) == before
    assert not left_aside()
    people[1].refresh_from_db()
    assert people[1].state == "asked"
    sign(people[1])
    assert Signature.objects.count() == 2


def test_a_sheet_stays_a_draft(ceremony, room):
    draft = ceremony.draft()
    room(SMALL)
    with pytest.raises(Blocked, match=r"room|ruang"):
        sheets.issue(draft, by=ceremony.coordinator)
    room()
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert draft.number == ""
    assert not left_aside()
    assert sheets.issue(draft, by=ceremony.coordinator).number


def test_sealing_fails_with_a_sentence_and_is_tried_again(sheet, room):
    sign_all(sheet)
    job = Job.objects.get(kind="commitments.finish")
    room(SMALL)
    run(job.pk)
    room()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error.endswith(".")
    sheet.refresh_from_db()
    assert sheet.state == "finalising"
    assert not left_aside()


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(28, "No space left on device"), True),
        (OSError(122, "Disk quota exceeded"), True),
        (DatabaseError("database or disk is full"), True),
        (OSError(13, "Permission denied"), False),
        (DatabaseError("no such table"), False),
    ],
)
def test_only_a_full_disk_is_called_full(error, full):
    assert is_full(error) is full
    with pytest.raises(Blocked if full else type(error)), room_needed():
        raise error
