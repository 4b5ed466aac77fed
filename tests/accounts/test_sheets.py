"""How does a list come in: looked at first, decided, applied by a worker? Tried with a region's agencies."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from accounts import imports as drafts
from accounts.models import DraftState, ImportDraft, Job
from accounts.services import history, imports, jobs
from programs.models import Agency
from programs.services import agencies
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import find
from smartcity_portal.kit.sheets.reading import read_pasted

NAME = "programs.agencies"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def region(town):
    return town.enrolment.region


@pytest.fixture
def coordinator(client, town):
    client.force_login(town["coordinator"], backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(kind, region, *more):
    return reverse(f"sheets:{kind}", args=[NAME, region.pk, *more])


def hand_in(client, region, content, name="opd.csv"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(address("import", region), {"file": SimpleUploadedFile(name, content)})


def last_draft():
    return ImportDraft.objects.first()


def brought(town, text):
    return imports.bring(
        find(NAME), town.enrolment.region, [read_pasted(text)], by=town["coordinator"]
    )


def applied(draft):
    imports.apply(draft, by=draft.by)
    for job in Job.objects.about(draft).active():
        jobs.run(job.pk)
    draft.refresh_from_db()
    return draft


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_was_exported_comes_back_unchanged(coordinator, region, town, ending):
    agencies.add(region, name="=Dinas Aneh", short_name="+62", by=town["coordinator"])
    content = coordinator.get(address("export", region, ending)).content
    assert hand_in(coordinator, region, content, f"opd.{ending}").status_code == 302
    count = Agency.objects.filter(region=region).count()
    assert last_draft().found == {"new": 0, "changed": 0, "unchanged": count, "wrong": 0}


def test_nothing_is_stored_before_the_decision(coordinator, region):
    before = (Agency.objects.count(), history.history_of(region).count())
    hand_in(coordinator, region, "Nama;Nama singkat\nDinas Baru;Disbaru\n")
    assert last_draft().found["new"] == 1
    assert (Agency.objects.count(), history.history_of(region).count()) == before


def test_the_right_rows_go_in_and_the_wrong_ones_come_back(coordinator, region):
    hand_in(
        coordinator,
        region,
        "Nama singkat;Nama;Jenis\nDisbaru;Dinas Baru;Lainnya\nDislain;Dinas Lain;Perencanan\n",
    )
    draft = last_draft()
    assert draft.found == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 1}
    page = coordinator.get(draft.get_absolute_url()).content.decode()
    assert "Perencanan" in page
    assert "Apakah maksud Anda “Perencanaan”?" in page
    coordinator.post(reverse("sheets:draft_apply", args=[draft.pk]))
    assert applied_counts(draft) == {"new": 1}
    assert Agency.objects.filter(region=region, name="Dinas Baru").exists()
    assert "Dinas Lain" in coordinator.get(draft.get_absolute_url()).content.decode()
    wrong = coordinator.get(reverse("sheets:draft_errors", args=[draft.pk, "csv"])).content
    rows = list(csv.reader(io.StringIO(wrong.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Nama", "Nama singkat", "Jenis", "Kesalahan"]
    assert rows[1][:3] == ["Dinas Lain", "Dislain", "Perencanan"]
    hand_in(coordinator, region, wrong.decode("utf-8-sig").replace("Perencanan", "Perencanaan"))
    assert last_draft().found == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 0}


def applied_counts(draft):
    for job in Job.objects.about(draft).active():
        jobs.run(job.pk)
    draft.refresh_from_db()
    assert draft.state == DraftState.APPLIED
    return draft.applied


def test_refusals_of_the_service_show_in_the_preview(town):
    draft = brought(town, "Nama\tNama singkat\tJenis\nDinas Satu\tD1\tKomunikasi dan informatika")
    findings = drafts.findings_of(draft)
    assert draft.found["wrong"] == 1
    assert town.coordinating.name in findings[0].errors[0][1]


def test_a_change_shows_before_and_after(town):
    draft = brought(town, f"Nama\tNama singkat\n{town.works.name.upper()}\tBaru")
    (finding,) = drafts.findings_of(draft)
    assert finding.outcome == "changed"
    assert ("Nama singkat", town.works.short_name, "Baru") in finding.changes
    assert applied(draft).applied == {"changed": 1}
    town.works.refresh_from_db()
    assert town.works.short_name == "Baru"


def test_a_column_that_is_not_in_the_file_is_not_touched(town):
    kind = town.coordinating.kind
    applied(brought(town, f"Nama\tNama singkat\n{town.coordinating.name}\tX"))
    town.coordinating.refresh_from_db()
    assert (town.coordinating.kind, town.coordinating.short_name) == (kind, "X")


def test_a_row_is_known_by_its_number_even_when_its_name_changes(town):
    applied(brought(town, f"ID Portal\tNama\tNama singkat\n{town.works.pk}\tDinas PUPR\tPUPR"))
    town.works.refresh_from_db()
    assert town.works.name == "Dinas PUPR"


def test_the_same_file_twice_adds_nothing(town):
    text = "Nama\tNama singkat\nDinas Baru\tDB"
    first = applied(brought(town, text))
    second = brought(town, text)
    assert second.found == {"new": 0, "changed": 0, "unchanged": 1, "wrong": 0}
    assert imports.twin_of(second) == first
    with pytest.raises(Blocked):
        imports.apply(second, by=town["coordinator"])


def test_the_same_row_twice_in_a_file_is_refused(town):
    draft = brought(town, "Nama\tNama singkat\nDinas Baru\tDB\ndinas  baru\tDBX")
    assert draft.found == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 1}
    assert "baris 2" in drafts.findings_of(draft)[1].errors[0][1]


def test_a_row_that_somebody_changed_after_the_preview_is_left_out(town):
    draft = brought(town, f"Nama\tNama singkat\n{town.works.name}\tBaru\nDinas Lain\tDL")
    agencies.change(town.works, short_name="Lain", by=town["coordinator"])
    applied(draft)
    town.works.refresh_from_db()
    assert town.works.short_name == "Lain"
    assert draft.applied == {"wrong": 1, "new": 1}
    assert "diubah orang lain" in drafts.findings_of(draft)[0].errors[0][1]


def test_an_interrupted_import_goes_on_where_it_stopped(town, monkeypatch):
    monkeypatch.setattr(drafts, "AT_ONCE", 2)
    lines = "\n".join(f"Dinas {n}\tD{n}" for n in range(5))
    draft = brought(town, f"Nama\tNama singkat\n{lines}")
    imports.apply(draft, by=town["coordinator"])
    draft.refresh_from_db()

    def die(done, total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drafts.apply(draft, die)
    assert Agency.objects.filter(name__startswith="Dinas ", short_name__startswith="D").count() >= 2
    draft.refresh_from_db()
    drafts.apply(draft)
    draft.refresh_from_db()
    drafts.apply(draft)
    draft.refresh_from_db()
    assert draft.applied == {"new": 5}
    assert Agency.objects.filter(short_name__in=[f"D{n}" for n in range(5)]).count() == 5


def test_a_long_list_is_checked_by_a_worker_that_tells_how_far_it_is(town, monkeypatch):
    monkeypatch.setattr(imports, "CHECKED_AT_ONCE", 2)
    lines = "\n".join(f"Dinas {n}\tD{n}" for n in range(5))
    draft = brought(town, f"Nama\tNama singkat\n{lines}")
    assert draft.state == DraftState.CHECKING
    (job,) = Job.objects.about(draft).active()
    jobs.run(job.pk)
    draft.refresh_from_db()
    job.refresh_from_db()
    assert (draft.state, draft.found["new"]) == (DraftState.READY, 5)
    assert "dari 5" in job.step_text
    assert job.result["url"] == draft.get_absolute_url()


def test_history_keeps_who_brought_a_list_in(town):
    applied(brought(town, "Nama\tNama singkat\nDinas Baru\tDB"))
    line = history.last_move(town.enrolment.region, "accounts.import.apply")
    assert line.by == town["coordinator"]
    assert "1 baru" in line.sentence


def test_a_draft_is_its_uploaders_alone(client, town):
    draft = brought(town, "Nama\tNama singkat\nDinas Baru\tDB")
    client.force_login(town["ministry"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.post(reverse("sheets:draft_apply", args=[draft.pk])).status_code == 404


def test_who_loses_the_permission_brings_nothing_in(town):
    draft = brought(town, "Nama\tNama singkat\nDinas Baru\tDB")
    imports.apply(draft, by=town["coordinator"])
    town["coordinator"].coordinations.update(until="2000-01-01", since="1999-01-01")
    for job in Job.objects.about(draft).active():
        jobs.run(job.pk)
    assert not Agency.objects.filter(name="Dinas Baru").exists()


def test_a_discarded_upload_is_forgotten(coordinator, region):
    hand_in(coordinator, region, "Nama;Nama singkat\nDinas Baru;DB\n")
    draft = last_draft()
    coordinator.post(reverse("sheets:draft_discard", args=[draft.pk]))
    draft.refresh_from_db()
    assert (draft.state, bytes(draft.cells)) == (DraftState.DISCARDED, b"")
    assert coordinator.get(draft.get_absolute_url()).status_code == 200
    assert coordinator.post(reverse("sheets:draft_apply", args=[draft.pk])).status_code == 302
    assert not Agency.objects.filter(name="Dinas Baru").exists()


def test_cells_are_forgotten_after_a_week_and_counts_stay(town):
    waiting = brought(town, "Nama\tNama singkat\nDinas Baru\tDB")
    done = applied(brought(town, "Nama\tNama singkat\nDinas Satu\tDS"))
    ImportDraft.objects.update(expires_at=timezone.now() - timezone.timedelta(minutes=1))
    assert drafts.forget() == 2
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.state, bytes(waiting.cells)) == (DraftState.EXPIRED, b"")
    assert (done.state, done.applied) == (DraftState.APPLIED, {"new": 1})


def test_a_bad_file_keeps_the_page_and_says_why(coordinator, region):
    response = hand_in(coordinator, region, b"%PDF-1.7 x", "opd.xlsx")
    assert response.status_code == 422
    assert "Ini PDF" in response.content.decode()
    response = coordinator.post(address("import", region), {"pasted": "Namaa\tHobi\nA\tB"})
    assert "Namaa\tHobi" in response.content.decode()
    assert ImportDraft.objects.count() == 0


def test_a_file_and_pasted_cells_at_once_are_refused(coordinator, region):
    file = SimpleUploadedFile("opd.csv", b"Nama;Nama singkat\nA;B\n")
    response = coordinator.post(address("import", region), {"file": file, "pasted": "Nama\nA"})
    assert "jangan keduanya" in response.content.decode()


def test_an_unknown_list_or_ending_is_not_found(coordinator, region):
    assert coordinator.get(f"/lembar/programs.nothing/{region.pk}/impor/").status_code == 404
    assert coordinator.get(f"/lembar/{NAME}/0/impor/").status_code == 404
    assert coordinator.get(address("export", region, "pdf")).status_code == 404
    assert coordinator.get("/lembar/programs.regions/0/impor/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(
    coordinator, region, town, count, django_assert_max_num_queries
):
    lines = "\n".join(f"Dinas {n}\tD{n}" for n in range(count))
    draft = brought(town, f"Nama\tNama singkat\n{lines}")
    with django_assert_max_num_queries(22):
        coordinator.get(draft.get_absolute_url())
    with django_assert_max_num_queries(22):
        coordinator.get(address("import", region))
