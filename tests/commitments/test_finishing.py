"""What happens when everybody has signed, and what when sealing fails?"""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import Job, Notice
from accounts.runner import run
from commitments.services import finishing, sheets
from commitments.services.checking import known
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.commitments.factories import sign_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(sheet):
    """A sheet that everybody has signed, with its job not run yet."""
    return sign_all(sheet)


def test_the_last_signature_asks_for_the_seal(waiting):
    assert waiting.state == "finalising"
    assert Job.objects.get().kind == "commitments.finish"


def test_sealing_twice_gives_one_final_version(waiting, ceremony):
    job = Job.objects.get()
    run(job.pk)
    waiting.refresh_from_db()
    final = waiting.head_sha256
    assert finishing.perform(job, lambda *a, **k: None) == {"sha256": final}
    assert waiting.versions.filter(kind="final").count() == 1
    assert known(final).verdict == "final"
    told = Notice.objects.filter(kind="commitments.sheet_completed").values_list("to", flat=True)
    assert set(told) == {*(user.pk for user in ceremony.signers), ceremony.coordinator.pk}


def test_a_failure_is_shown_and_can_be_tried_again(waiting, ceremony, monkeypatch):
    def no_room(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(finishing, "close_document", no_room)
    run(Job.objects.get().pk)
    waiting.refresh_from_db()
    assert waiting.state == "finalising"
    assert known(waiting.head_sha256).verdict == "current"
    client = Client()
    client.force_login(ceremony.coordinator, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(waiting.get_absolute_url()).content.decode()
    assert Job.objects.get().error in shown
    monkeypatch.undo()
    with pytest.raises(PermissionDenied):
        finishing.finish(waiting, by=ceremony.signers[0])
    run(finishing.finish(waiting, by=ceremony.coordinator).pk)
    waiting.refresh_from_db()
    assert waiting.state == "completed"


def test_a_sheet_that_became_void_is_not_sealed(waiting, ceremony):
    sheets.void(waiting, by=ceremony.coordinator, reason="Keliru")
    run(Job.objects.get().pk)
    waiting.refresh_from_db()
    assert waiting.state == "void"
    assert Job.objects.get().state == "failed"


def test_a_completed_sheet_is_revoked_by_the_ministry_only(waiting, ceremony):
    run(Job.objects.get().pk)
    waiting.refresh_from_db()
    with pytest.raises(Blocked):
        sheets.void(waiting, by=ceremony.coordinator, reason="Keliru")
    with pytest.raises(PermissionDenied):
        sheets.revoke(waiting, by=ceremony.coordinator, reason="Keliru")
    sheets.revoke(waiting, by=ceremony.ministry, reason="Tidak sah")
    assert known(waiting.head_sha256).verdict == "void"
    assert blobs.exists(waiting.head_sha256), "what was signed stays in the store"
