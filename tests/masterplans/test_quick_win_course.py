"""Is the course of a quick win reported honestly, and tied to what it belongs to?"""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from masterplans.models import GapItem, SwotItem
from masterplans.services import quick_win_course, quick_win_links, quick_wins, records
from smartcity_portal.kit.machine import Blocked
from tests.factories import EnrolmentFactory
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _english(town):
    for user in town.people.values():
        user.language = "en"
        user.save(update_fields=["language"])
    with translation.override("en"):
        yield


@pytest.fixture
def win(plan, town):
    """A chosen quick win of the coordinating agency."""
    made = quick_wins.nominate(
        plan,
        by=town["coordinator"],
        name="Antrean",
        dimension=plan.enrolment.cohort.edition.dimensions.first(),
        agency=town.coordinating,
        milestones=[{"months": [1, 3], "title": "Siap"}],
    )
    return quick_wins.choose(made, by=town["coordinator"])


@pytest.fixture
def report(win, town):
    def report(**words):
        words = {"on": TODAY, "percent": 40, "status": "on_track", "text": "Jalan"} | words
        return quick_win_course.report(win, by=words.pop("by", town["writer"]), **words)

    return report


def picture():
    file = io.BytesIO()
    Image.new("RGB", (6, 4), "teal").save(file, "PNG")
    file.seek(0)
    file.name = "foto.png"
    return file


def test_the_newest_report_is_the_progress_that_every_page_shows(win, report):
    report(on=TODAY - timedelta(days=9), percent=20)
    report(percent=45, reached=["Siap"], spent=1_000_000)
    win.refresh_from_db()
    assert win.progress == 45
    quick_win_course.take_back(win.reports.last(), by=win.reports.last().by)
    win.refresh_from_db()
    assert win.progress == 20
    quick_win_course.take_back(win.reports.last(), by=win.reports.last().by)
    win.refresh_from_db()
    assert win.progress is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"percent": 101}, "percent"),
        ({"percent": 100}, "status"),
        ({"status": "done"}, "status"),
        ({"status": "mungkin"}, "status"),
        ({"spent": -1}, "spent"),
        ({"reached": ["Karangan"]}, "reached"),
        ({"text": "  "}, "text"),
        ({"link": "javascript:alert(1)"}, "link"),
    ],
)
def test_a_report_that_cannot_be_is_refused_with_its_place(win, report, words, field):
    with pytest.raises(ValidationError) as refused:
        report(**words)
    assert field in refused.value.message_dict and not win.reports.exists()


def test_a_report_is_not_older_than_the_last_and_only_the_last_is_taken_back(win, report):
    first = report(on=TODAY - timedelta(days=3))
    report()
    with pytest.raises(ValidationError):
        report(on=TODAY - timedelta(days=2))
    with pytest.raises(Blocked):
        quick_win_course.take_back(first, by=first.by)


def test_only_the_own_agency_and_the_coordinator_report(town, report):
    for role in ("writer_of_another_agency", "mentor", "assessor", "observer", "writer_elsewhere"):
        with pytest.raises(PermissionDenied):
            report(by=town[role])
    report(by=town["coordinator"])


def test_a_nomination_is_not_reported_on(plan, town):
    made = quick_wins.nominate(
        plan,
        by=town["coordinator"],
        name="Baru",
        dimension=plan.enrolment.cohort.edition.dimensions.first(),
    )
    with pytest.raises(Blocked, match="Only a chosen"):
        quick_win_course.measure(made, "before", by=town["coordinator"], on=TODAY, text="x")


def test_before_comes_before_after_and_is_written_over(win, town):
    by = town["writer"]
    quick_win_course.measure(
        win, "before", by=by, on=TODAY, text="Antre dua jam", value="120 menit"
    )
    with pytest.raises(ValidationError):
        quick_win_course.measure(win, "after", by=by, on=TODAY - timedelta(days=1), text="Cepat")
    quick_win_course.measure(win, "before", by=by, on=TODAY, text="Antre tiga jam")
    assert [row.text for row in win.conditions.all()] == ["Antre tiga jam"]
    with pytest.raises(ValidationError):
        quick_win_course.measure(win, "sementara", by=by, on=TODAY, text="x")


def test_reports_and_conditions_stay_possible_when_the_chapter_is_approved(
    plan, town, win, report, chapter
):
    write_all(chapter, by=town["writer"])
    section = chapter.sections.first()
    section.blocks = ["quick_wins"]
    section.save()
    chapter.state = "approved"
    chapter.save()
    with pytest.raises(Blocked):
        quick_wins.save_profile(win, by=town["coordinator"], months=8)
    quick_wins.save_profile(win, by=town["coordinator"], starts_on=date(2020, 1, 2))
    report(percent=80)


def test_a_quick_win_is_tied_to_what_is_of_its_own_plan(plan, town, win):
    by = town["coordinator"]
    item = records.add(SwotItem, plan, by=by, quadrant="W", statement="Antrean panjang")
    gap = records.add(
        GapItem, plan, by=by, dimension=win.dimension, current="a", target="b", gap="Lambat"
    )
    quick_win_links.link(win, by=town["writer"], swot_items=[item], gap=gap)
    win.refresh_from_db()
    assert list(win.swot_items.all()) == [item] and win.gap == gap
    with pytest.raises(PermissionDenied):
        quick_win_links.link(win, by=town["writer_of_another_agency"], swot_items=[])
    later = quick_wins.nominate(
        plan, by=by, name="Antrean II", dimension=win.dimension, year=win.year + 1
    )
    quick_win_links.link(later, by=by, continues=win)
    assert list(win.successors.all()) == [later]
    for wrong in (later, win):
        with pytest.raises(ValidationError, match="before"):
            quick_win_links.link(win, by=by, continues=wrong)


def test_nothing_of_another_region_is_tied(plan, town, win):
    from masterplans.services import plans

    other = plans.open_for(EnrolmentFactory(cohort=plan.enrolment.cohort), by=town["ministry"])
    foreign = SwotItem.objects.create(plan=other, quadrant="S", statement="Lain")
    with pytest.raises(ValidationError, match="of this plan"):
        quick_win_links.link(win, by=town["coordinator"], swot_items=[foreign])
    with pytest.raises(ValidationError):
        quick_win_links.lead_on(foreign, [win], by=town["coordinator"])


def test_report_condition_and_links_are_written_on_their_pages(client, plan, town, win):
    client.force_login(town["writer"])
    page = reverse("masterplans:quick_win_report", args=[win.pk])
    typed = {"on": TODAY.isoformat(), "percent": "30", "status": "on_track", "text": "Mulai"}
    wrong = client.post(page, typed | {"percent": "130"})
    assert wrong.status_code == 422 and "Mulai" in wrong.text
    mute = client.post(page, typed | {"picture": picture()})
    assert mute.status_code == 422 and "Describe what the picture shows" in mute.text
    fake = io.BytesIO(b"<svg onload=alert(1)>")
    fake.name = "foto.png"
    bad = client.post(page, typed | {"picture": fake, "alt": "Loket"})
    assert bad.status_code == 422 and not win.reports.exists()
    good = typed | {"picture": picture(), "alt": "Loket", "spent": "1.500.000", "reached": "Siap"}
    assert client.post(page, good).status_code == 302
    before = reverse("masterplans:quick_win_condition", args=[win.pk, "sebelum"])
    condition = {"on": TODAY.isoformat(), "text": "Antre dua jam", "value": "120 menit"}
    assert client.post(before, condition).status_code == 302
    shown = client.get(win.get_absolute_url()).text
    assert "120 menit" in shown and 'alt="Loket"' in shown and "30 %" in shown
    assert "reached" in shown
    item = records.add(
        SwotItem, plan, by=town["coordinator"], quadrant="W", statement="Antrean panjang"
    )
    links = reverse("masterplans:quick_win_links", args=[win.pk])
    assert client.post(links, {"swot_items": [item.pk]}).status_code == 302
    assert "Antrean panjang" in client.get(win.get_absolute_url()).text
    assert client.get(links).text.count("checked") == 1


def test_a_nomination_grows_out_of_a_programme_or_a_swot_item(client, plan, town):
    edition = plan.enrolment.cohort.edition
    program = records.add_program(
        plan,
        by=town["coordinator"],
        dimension=edition.dimensions.first(),
        name="Layanan satu pintu",
        horizon=edition.horizons.first(),
        agency=town.coordinating,
    )
    item = records.add(
        SwotItem, plan, by=town["coordinator"], quadrant="W", statement="Antrean panjang"
    )
    client.force_login(town["writer"])
    page = reverse("masterplans:quick_win_nominate", args=[plan.enrolment.slug])
    page = f"{page}?program={program.pk}&swot={item.pk}"
    form = client.get(page).text
    assert 'value="Layanan satu pintu"' in form and "Antrean panjang" in form
    typed = {
        "name": "Layanan cepat",
        "dimension": program.dimension_id,
        "year": plan.enrolment.period_start,
        "agency": town.coordinating.pk,
    }
    assert client.post(page, typed).status_code == 302
    made = plan.quickwins.get()
    assert made.program == program and list(made.swot_items.all()) == [item]
    assert client.get(f"{page}{'9' * 30}").status_code == 200


def test_a_swot_item_is_led_to_quick_wins_by_the_coordinator(client, plan, town, win):
    item = records.add(SwotItem, plan, by=town["coordinator"], quadrant="W", statement="Antre")
    page = reverse("masterplans:swot_links", args=[item.pk])
    client.force_login(town["writer_of_another_agency"])
    assert client.get(page).status_code == 403
    client.force_login(town["coordinator"])
    assert client.post(page, {"wins": [win.pk]}).status_code == 302
    assert list(item.quick_wins.all()) == [win]
