"""What can be done with a bimtek: dates, agenda, outputs, and which mistakes are caught?"""

import io
import zipfile
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Notice
from programs.models import Enrolment
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.factories import CohortFactory, RegionFactory
from tests.workshops.factories import PDF, fill_swot, hold, upload, workshop
from workshops.models import AgendaSession, Milestone, Output, Workshop
from workshops.services import agenda, journeys, milestones, outputs, workshops

pytestmark = pytest.mark.django_db


def test_a_journey_begins_with_plan_and_four_bimtek(town):
    enrolment = journeys.begin(
        CohortFactory(year=2019), RegionFactory(), by=town["ministry"], period_start=2020
    )
    assert enrolment.masterplan.books.count() == 3
    assert [w.number for w in enrolment.workshops.all()] == [1, 2, 3, 4]
    first = enrolment.workshops.get(number=1)
    assert first.sessions.count() == 8 and first.outputs.count() == 4
    assert first.sessions.first().starts_at == time(8, 30)
    assert first.goals


def test_a_second_enrolment_leaves_nothing_behind(town, plan):
    with pytest.raises(Blocked):
        journeys.begin(
            town.enrolment.cohort, town.enrolment.region, by=town["ministry"], period_start=2020
        )
    assert Enrolment.objects.filter(region=town.enrolment.region).count() == 1


def test_a_coordinator_cannot_enrol(town):
    with pytest.raises(PermissionDenied):
        journeys.begin(
            CohortFactory(year=2019), RegionFactory(), by=town["coordinator"], period_start=2020
        )


def _schedule(town, number, first, last=None, by="coordinator"):
    return workshops.schedule(
        workshop(town, number), by=town[by], starts_on=first, ends_on=last, venue="Pendopo"
    )


def test_dates_in_the_future_are_told_to_everybody_concerned(town, plan):
    ahead = timezone.localdate() + timedelta(days=20)
    _schedule(town, 1, ahead, ahead + timedelta(days=1))
    told = set(
        Notice.objects.filter(kind="workshops.workshop_scheduled").values_list(
            "to__username", flat=True
        )
    )
    assert {"mentor", "writer", "writer_of_another_agency"} <= told
    assert "coordinator" not in told and "writer_elsewhere" not in told


def test_dates_of_the_past_are_told_to_nobody(town, plan):
    _schedule(town, 1, date(2019, 7, 8), date(2019, 7, 9))
    assert not Notice.objects.filter(kind="workshops.workshop_scheduled").exists()


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2019, 7, 9), date(2019, 7, 8)), (None, date(2019, 7, 8))],
)
def test_wrong_dates_are_refused(town, plan, first, last):
    with pytest.raises(Blocked):
        _schedule(town, 1, first, last)


def test_a_stage_cannot_come_before_its_predecessor(town, plan):
    _schedule(town, 1, date(2019, 7, 8), date(2019, 7, 9))
    with pytest.raises(Blocked):
        _schedule(town, 2, date(2019, 7, 9))
    _schedule(town, 2, date(2019, 7, 26))
    with pytest.raises(Blocked):
        _schedule(town, 1, date(2019, 7, 26))


@pytest.mark.parametrize("role", ["mentor", "writer", "coordinator_elsewhere", "observer"])
def test_others_set_no_dates(town, plan, role):
    with pytest.raises(PermissionDenied):
        _schedule(town, 1, date(2019, 7, 8), by=role)


def test_a_bimtek_is_not_held_before_its_last_day(town, plan):
    ahead = timezone.localdate() + timedelta(days=1)
    _schedule(town, 1, ahead, ahead)
    with pytest.raises(Blocked):
        hold(town, 1)


def test_what_was_held_keeps_its_participants(town, plan):
    held = hold(town, 1)
    assert Workshop.objects.get(pk=held.pk).participants == 80


def test_sessions_of_one_room_do_not_overlap(town, plan):
    first = workshop(town, 1)
    values = {"day": 1, "starts_at": time(9), "ends_at": time(10), "title": "Arah kebijakan"}
    with pytest.raises(Blocked) as refused:
        agenda.add(first, by=town["coordinator"], **values)
    assert "Pembukaan" in refused.value.reasons[0]
    session = agenda.add(first, by=town["coordinator"], room="Ruang B", **values)
    with pytest.raises(Blocked):
        agenda.change(session, by=town["coordinator"], room="")
    session.refresh_from_db()
    assert session.room == "Ruang B"


def test_a_session_ends_after_it_begins(town, plan):
    with pytest.raises(Blocked):
        agenda.add(
            workshop(town, 1),
            by=town["coordinator"],
            day=3,
            starts_at=time(10),
            ends_at=time(9),
            title="Terbalik",
        )


def test_a_session_can_be_removed_by_the_region_only(town, plan):
    session = workshop(town, 1).sessions.first()
    with pytest.raises(PermissionDenied):
        agenda.remove(session, by=town["mentor"])
    agenda.remove(session, by=town["coordinator"])
    assert not AgendaSession.objects.filter(pk=session.pk).exists()


def test_an_uploaded_output_waits_for_the_mentor(town, plan):
    output = upload(town, "bodies")
    assert blobs.read(output.file_sha256) == PDF
    assert Notice.objects.filter(to=town["mentor"], kind="workshops.output_uploaded").exists()
    outputs.check(output, by=town["mentor"])
    output.refresh_from_db()
    assert output.checked_by == town["mentor"]


def test_a_newer_file_takes_the_check_back(town, plan):
    output = outputs.check(upload(town, "bodies"), by=town["mentor"])
    output = upload(town, "bodies", content=PDF + b" baru")
    assert not output.is_checked


def test_a_file_is_judged_by_its_content(town, plan):
    with pytest.raises(ValidationError):
        upload(town, "bodies", content=b"<html>", name="sk.pdf")
    assert not Output.objects.exclude(file_sha256="").exists()


def test_a_document_with_macros_is_refused(town, plan):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            parts.writestr(name, "x")
    with pytest.raises(ValidationError):
        upload(town, "bodies", content=packed.getvalue(), name="sk.docx")


def test_a_word_file_keeps_a_safe_name_with_its_true_ending(town, plan):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        for name in ("[Content_Types].xml", "word/document.xml"):
            parts.writestr(name, "x")
    output = upload(town, "bodies", content=packed.getvalue(), name="../../SK Dewan.exe")
    assert output.file_name == "SK Dewan.docx"


def test_a_file_over_the_limit_is_refused(town, plan, settings):
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(ValidationError):
        upload(town, "bodies")


def test_nothing_is_uploaded_for_a_computed_output(town, plan):
    with pytest.raises(Blocked):
        upload(town, "swot")


def test_the_mentor_checks_only_what_is_there(town, plan):
    swot = Output.objects.get(workshop__enrolment=town.enrolment, plan__code="swot")
    with pytest.raises(Blocked):
        outputs.check(swot, by=town["mentor"])
    fill_swot(plan)
    assert outputs.check(swot, by=town["mentor"]).is_checked


@pytest.mark.parametrize("role", ["coordinator", "ministry", "mentor_elsewhere", "writer"])
def test_only_the_mentor_checks(town, plan, role):
    output = upload(town, "bodies")
    with pytest.raises(PermissionDenied):
        outputs.check(output, by=town[role])


def test_a_returned_output_tells_the_coordinator_why(town, plan):
    output = upload(town, "bodies")
    with pytest.raises(Blocked):
        outputs.give_back(output, by=town["mentor"], reason=" ")
    outputs.give_back(output, by=town["mentor"], reason="Halaman 2 hilang")
    notice = Notice.objects.get(to=town["coordinator"], kind="workshops.output_returned")
    assert "Halaman 2 hilang" in notice.body


def test_an_event_is_recorded_once_and_corrected(town, plan):
    facts = {"kind": "kickoff", "starts_on": date(2020, 2, 27)}
    milestones.record(town.enrolment, by=town["coordinator"], title="Kick off", **facts)
    milestones.record(town.enrolment, by=town["coordinator"], title="Kick-off", **facts)
    assert Milestone.objects.get(enrolment=town.enrolment).title == "Kick-off"
    with pytest.raises(PermissionDenied):
        milestones.record(town.enrolment, by=town["writer"], title="Kick-off", **facts)
