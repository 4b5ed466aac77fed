"""Is what follows bimtek IV recorded by those who know it, documented, and shown only where it may be?"""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from smartcity_portal.kit.machine import Blocked
from tests.workshops.factories import PDF
from workshops.aftermath import next_of, standings_of
from workshops.models import Milestone, MilestoneFile
from workshops.services import milestones

pytestmark = pytest.mark.django_db
PANEL = [{"name": "Ir. Panel", "office": "Direktur"}]


def event(town, kind="presentation", by="coordinator", **more) -> Milestone:
    facts = {"title": "Paparan", "starts_on": date(2019, 11, 4)} | more
    return milestones.record(town.enrolment, by=town[by], kind=kind, **facts)


def page_of(town) -> str:
    return reverse("workshops:aftermath", args=[town.enrolment.slug])


def standing(town, kind: str):
    return next(s for s in standings_of(town.enrolment) if s.after.kind == kind)


def test_the_day_of_the_presentation_follows_from_what_was_held(town, plan):
    planned = event(town, planned=True)
    town.enrolment.refresh_from_db()
    assert town.enrolment.presented_on is None
    milestones.change(planned, by=town["ministry"], planned=False)
    town.enrolment.refresh_from_db()
    assert town.enrolment.presented_on == date(2019, 11, 4)
    milestones.remove(planned, by=town["ministry"])
    town.enrolment.refresh_from_db()
    assert town.enrolment.presented_on is None


def test_the_ministry_says_the_result_and_the_region_records_the_rest(town, plan):
    presented = event(town)
    with pytest.raises(PermissionDenied):
        milestones.change(presented, by=town["coordinator"], result="Baik sekali")
    with pytest.raises(PermissionDenied):
        event(town, "presentation", starts_on=date(2019, 11, 9), people=PANEL)
    milestones.change(presented, by=town["ministry"], result="Baik sekali", people=PANEL)
    milestones.change(presented, by=town["coordinator"], notes="Wali kota hadir.")
    with pytest.raises(PermissionDenied):
        milestones.remove(presented, by=town["coordinator"])
    with pytest.raises(PermissionDenied):
        event(town, "award")
    event(town, "award", "ministry", result="Smart Living")
    for role in ("writer", "mentor", "assessor", "coordinator_elsewhere"):
        with pytest.raises(PermissionDenied):
            event(town, "kickoff", role)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2019, 11, 3)},
        {"starts_on": date(2190, 1, 1)},
        {"planned": True, "result": "Baik"},
        {"instrument": "perwali"},
    ],
)
def test_what_cannot_be_is_refused(town, plan, wrong):
    with pytest.raises(Blocked):
        event(town, "adoption", "ministry", **wrong)
    assert not Milestone.objects.exists()


def test_who_corrects_what_somebody_else_corrected_is_told(town, plan):
    row = event(town, "kickoff")
    milestones.change(row, by=town["ministry"], place="Balai kota", base_version=1)
    with pytest.raises(Blocked):
        milestones.change(row, by=town["coordinator"], place="Pendopo", base_version=1)


def test_an_event_holds_several_files_and_each_content_once(town, plan):
    row = event(town)
    for _again in range(2):
        milestones.attach(row, io.BytesIO(PDF), by=town["coordinator"], kind="slides", name="a.pdf")
    milestones.attach(row, io.BytesIO(PDF + b"2"), by=town["ministry"], name="b.pdf")
    assert [file.name for file in row.files.all()] == ["a.pdf", "b.pdf"]
    with pytest.raises(ValidationError):
        milestones.attach(row, io.BytesIO(b"MZ program"), by=town["coordinator"], name="a.pdf")
    with pytest.raises(PermissionDenied):
        milestones.attach(row, io.BytesIO(PDF), by=town["writer"], name="c.pdf")
    milestones.detach(row.files.first(), by=town["coordinator"])
    assert row.files.count() == 1


def test_what_is_missing_names_who_acts(town, plan):
    assert next_of(standings_of(town.enrolment)).after.kind == "presentation"
    row = event(town)
    holders = {lack.holder.key for lack in standing(town, "presentation").lacks}
    assert holders == {"ministry", "coordinator"}
    milestones.change(row, by=town["ministry"], result="Baik", people=PANEL)
    milestones.attach(row, io.BytesIO(PDF), by=town["coordinator"], kind="slides", name="a.pdf")
    assert standing(town, "presentation").is_done
    assert next_of(standings_of(town.enrolment)).after.kind == "handover"
    event(town, "handover", planned=True)
    assert standing(town, "handover").is_planned and not standing(town, "handover").is_done


def test_nothing_is_left_when_everything_is_documented(town, plan):
    rows = {
        "presentation": ("ministry", {"result": "Baik", "people": PANEL}, "slides"),
        "handover": ("coordinator", {"people": PANEL}, "photo"),
        "adoption": ("coordinator", {"instrument": "perwali", "number": "12/2020"}, "regulation"),
        "integration": ("coordinator", {"number": "RPJMD", "reference": "Bab IV"}, "document"),
        "kickoff": ("coordinator", {}, ""),
    }
    for kind, (role, more, file) in rows.items():
        row = event(town, kind, role, **more)
        if file:
            milestones.attach(row, io.BytesIO(PDF), by=town["ministry"], kind=file, name="x.pdf")
    assert next_of(standings_of(town.enrolment)) is None


def test_the_public_sees_what_has_a_source_or_was_marked_public(client, town, plan):
    event(town, "kickoff", title="Tanpa sumber")
    event(town, "visit", title="Bersumber", source="bontangkota.go.id")
    event(town, "exhibition", title="Ditandai terbuka", is_public=True, planned=True)
    page = client.get(reverse("region_page", args=[town.enrolment.region.slug])).content.decode()
    assert "Tanpa sumber" not in page
    assert "Bersumber" in page and "Ditandai terbuka" in page


def test_the_page_is_filled_in_by_its_form(client, town, plan):
    client.force_login(town["coordinator"])
    add = reverse("workshops:milestone_add", args=[town.enrolment.slug])
    fields = {"title": "Perwali", "starts_on": "2020-03-01", "instrument": "perwali"}
    assert client.post(f"{add}?jenis=adoption", fields).status_code == 200
    fields["number"] = "Nomor 12 Tahun 2020"
    assert client.post(f"{add}?jenis=adoption", fields).url == page_of(town)
    assert client.post(f"{add}?jenis=adoption", fields).status_code == 200
    row = Milestone.objects.get()
    change = reverse("workshops:milestone_change", args=[row.pk])
    assert 'value="Nomor 12 Tahun 2020"' in client.get(change).content.decode()
    client.post(change, fields | {"place": "Bontang", "version": "1"})
    upload = reverse("workshops:milestone_upload", args=[row.pk])
    file = io.BytesIO(PDF)
    file.name = "perwali.pdf"
    client.post(upload, {"kind": "regulation", "file": file})
    client.post(upload, {"kind": "regulation"})
    download = reverse("workshops:milestone_file", args=[MilestoneFile.objects.get().pk])
    assert b"".join(client.get(download).streaming_content) == PDF
    page = client.get(page_of(town)).content.decode()
    assert "perwali.pdf" in page and "Bontang" in page and "Nomor 12 Tahun 2020" in page
    client.post(reverse("workshops:milestone_file_remove", args=[MilestoneFile.objects.get().pk]))
    client.post(reverse("workshops:milestone_remove", args=[row.pk]))
    assert not Milestone.objects.exists()


def test_only_the_ministry_is_asked_for_panel_and_result(client, town, plan):
    add = reverse("workshops:milestone_add", args=[town.enrolment.slug])
    client.force_login(town["coordinator"])
    assert 'name="result"' not in client.get(f"{add}?jenis=presentation").content.decode()
    assert client.get(f"{add}?jenis=award").status_code == 403
    client.force_login(town["ministry"])
    assert 'name="result"' in client.get(f"{add}?jenis=presentation").content.decode()
    panel = {"title": "Paparan", "starts_on": "2019-11-04", "people": "Ir. Panel, Direktur\n\nBudi"}
    client.post(f"{add}?jenis=presentation", panel)
    assert Milestone.objects.get().people == [*PANEL, {"name": "Budi", "office": ""}]
    assert client.get(f"{add}?jenis=lain").status_code == 404


def test_one_event_and_many_cost_the_same(client, town, plan):
    client.force_login(town["coordinator"])

    def cost() -> int:
        client.get(page_of(town))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page_of(town)).status_code == 200
        return len(asked)

    row = event(town)
    milestones.attach(row, io.BytesIO(PDF), by=town["coordinator"], name="a.pdf")
    one = cost()
    for n in range(3):
        more = event(town, "other", starts_on=date(2020, 1, n + 1))
        milestones.attach(more, io.BytesIO(PDF), by=town["coordinator"], name="a.pdf")
    assert cost() == one
