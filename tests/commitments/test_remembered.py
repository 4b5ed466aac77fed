"""Is a history found out that was edited, emptied in the middle, or cut off at its end?"""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import HistoryEntry, HistorySeal, Job
from accounts.runner import run
from accounts.services import history, history_seals
from accounts.words import subject_of
from commitments.models import SheetVersion, Signature
from commitments.services import remembered
from commitments.signing.anchors import anchors_in
from smartcity_portal.kit import blobs
from tests.commitments.factories import sign, sign_all

pytestmark = pytest.mark.django_db
GUARDED = (
    "accounts_historyentry",
    "accounts_historyseal",
    "commitments_signature",
    "commitments_sheetversion",
)


@pytest.fixture
def signed(sheet):
    """Two of three have signed; all of history before the third is sealed."""
    sheet = sign_all(sheet, but=1)
    history_seals.seal()
    history_seals.seal()
    sign(sheet.signatories.with_sheet().last())
    sheet.refresh_from_db()
    return sheet


@pytest.fixture
def unguarded(signed):
    """As somebody with the database file could have it: no trigger holds."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            for table in GUARDED:
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")
    return signed


def lines_of(sheet):
    return HistoryEntry.objects.filter(subject=subject_of(sheet)).order_by("number")


def found(*files) -> list[str]:
    """The sentences of `manage.py verify_history`, which ends with 1 when there are any."""
    said = StringIO()
    names = [part for file in files for part in ("--file", str(file))]
    try:
        call_command("verify_history", *names, stdout=StringIO(), stderr=said)
    except SystemExit as end:
        assert end.code == 1
    return said.getvalue().splitlines()


def test_an_honest_history_agrees_with_seals_records_and_files(signed):
    run(Job.objects.get().pk)
    signed.refresh_from_db()
    assert signed.state == "completed"
    content = blobs.read(signed.head_sha256)
    assert len(anchors_in(content)) == 4, "three people and the last time stamp"
    assert found() == []
    assert list(remembered.faults_in_file(content)) == []


def test_each_signature_names_the_line_before_it_and_the_newest_seal(signed):
    anchors = [
        history_seals.Anchor.parse(text) for text in anchors_in(blobs.read(signed.head_sha256))
    ]
    assert [anchor.seal for anchor in anchors] == [0, 0, 2]
    assert anchors[1].number > anchors[0].number
    line = lines_of(signed).get(number=anchors[2].number)
    assert anchors[2].hash == line.hash
    assert history_seals.Anchor.parse(str(anchors[2])) == anchors[2]


def rewrite_everything_after(sheet):
    """Edit a line and compute every later hash of the chain anew, as a careful forger would."""
    before = ""
    for line in lines_of(sheet):
        if line.number == 2:
            line.data = {"name": "Orang lain"}
        line.prev_hash = before
        before = line.hash = history.hash_of(line)
        line.save()


def cut_off(sheet):
    lines_of(sheet).filter(number__gte=3).delete()


def take_away_whole(sheet):
    lines_of(sheet).delete()


def cut_off_with_its_seals(sheet):
    cut_off(sheet)
    HistorySeal.objects.all().delete()


def forget_the_last_signature(sheet):
    """Take the last signature out of history, records and head alike."""
    last = sheet.signatures.order_by("pk").last()
    lines_of(sheet).filter(data__sha256=last.after_sha256).delete()


def forget_a_row(sheet):
    Signature.objects.filter(pk=sheet.signatures.order_by("pk").last().pk).delete()


def forget_a_version(sheet):
    SheetVersion.objects.filter(sha256=sheet.head_sha256).delete()


def edit_a_seal(sheet):
    HistorySeal.objects.update(hash="0" * 64)


@pytest.mark.parametrize(
    ("forge", "sentence"),
    [
        (rewrite_everything_after, "a signed file remembers this line"),
        (rewrite_everything_after, "not the ones that were sealed"),
        (cut_off, "a signed file remembers this line"),
        (cut_off, "are there"),
        (take_away_whole, "are there"),
        (cut_off_with_its_seals, "a signed file remembers this seal"),
        (forget_the_last_signature, "does not tell of the signature"),
        (forget_a_row, "that is not there"),
        (forget_a_version, "is not the head"),
        (edit_a_seal, "a signed file remembers this seal"),
    ],
    ids=lambda given: given.__name__ if callable(given) else given,
)
def test_what_was_done_to_history_is_found(unguarded, forge, sentence):
    assert found() == []
    forge(unguarded)
    assert any(sentence in fault for fault in found()), found()


def test_a_file_that_somebody_kept_bears_witness(unguarded, tmp_path):
    """Whoever forges records, history, seals and files in the portal does not hold the copies."""
    kept = tmp_path / "salinan.pdf"
    kept.write_bytes(blobs.read(unguarded.head_sha256))
    HistorySeal.objects.all().delete()
    Signature.objects.all().delete()
    SheetVersion.objects.exclude(number=0).delete()
    lines_of(unguarded).filter(number__gte=3).delete()
    type(unguarded).objects.update(head_sha256=unguarded.issued_sha256)
    assert found() == [], "inside the portal everything agrees again"
    assert any("salinan.pdf" in fault and "remembers" in fault for fault in found(kept))


def test_a_file_whose_signatures_do_not_hold_proves_nothing(signed, tmp_path):
    forged = tmp_path / "palsu.pdf"
    forged.write_bytes(blobs.read(signed.head_sha256).replace(b"REx (commit", b"REx (omitted"))
    assert any("proves nothing" in fault for fault in found(forged))


def test_a_changed_or_missing_file_is_found(signed):
    path = blobs.path_of(signed.head_sha256)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes() + b" ")
    assert any("was changed" in fault for fault in found())
    path.unlink()
    assert any("is missing" in fault for fault in found())


def test_sealing_when_nothing_happened_adds_nothing(signed):
    for _ in range(3):
        history_seals.seal()
    count = HistorySeal.objects.count()
    assert history_seals.seal() is None
    assert HistorySeal.objects.count() == count
