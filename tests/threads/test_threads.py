"""Does a quick win lead back to everything that it comes from, and is every loose end found?"""

import pytest
from django.urls import reverse
from django.utils import translation

from masterplans.models import Chapter, QuickWin, SwotItem
from masterplans.services import (
    plans,
    quick_win_course,
    quick_win_links,
    quick_wins,
    records,
    sections,
)
from smartcity_portal.kit import clock
from smartcity_portal.threads.orphans import orphans_of
from smartcity_portal.threads.places import called, paragraphs
from smartcity_portal.threads.thread import thread_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(town):
    for user in town.people.values():
        user.language = "en"
        user.save(update_fields=["language"])
    with translation.override("en"):
        yield


@pytest.fixture
def plan(town):
    return plans.open_for(town.enrolment, by=town["ministry"])


def program(plan, town, name="Layanan satu pintu"):
    edition = plan.enrolment.cohort.edition
    return records.add_program(
        plan,
        by=town["coordinator"],
        dimension=edition.dimensions.first(),
        name=name,
        horizon=edition.horizons.first(),
        agency=town.coordinating,
    )


def nominate(plan, town, name, **words):
    dimension = plan.enrolment.cohort.edition.dimensions.first()
    return quick_wins.nominate(
        plan, by=town["coordinator"], name=name, dimension=dimension, **words
    )


def write(plan, town, html, number=1):
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=number)
    section = chapter.sections.first()
    return sections.save(section, html, by=town["coordinator"], base_version=section.version)


def found(plan, town, role="coordinator"):
    return orphans_of(plan, town[role])


def knots(win, town, role="coordinator"):
    return {knot.title: knot for knot in thread_of(win, town[role])}


def test_a_tied_quick_win_shows_every_knot(client, plan, town):
    by = town["coordinator"]
    item = records.add(SwotItem, plan, by=by, quadrant="W", statement="Antrean panjang")
    win = nominate(plan, town, "Antrean daring", program=program(plan, town))
    quick_win_links.link(win, by=by, swot_items=[item], program=win.program)
    quick_wins.choose(win, by=by)
    section = write(
        plan, town, "<h3>Lain</h3><p>Kota memilih  Antrean\xa0<b>daring</b> lebih dulu.</p>"
    )
    win.refresh_from_db()
    quick_win_course.report(
        win, by=by, on=clock.today(), percent=30, status="on_track", text="Mulai"
    )
    tied = knots(win, town)
    assert tied["SWOT analysis"].strands[0].text == "Weakness: Antrean panjang"
    assert "Layanan satu pintu" in tied["Programme"].strands[0].text
    place = tied["In the books"].strands[0]
    assert place.url.endswith(f"#section-{section.pk}") and "Antrean daring" in place.small
    assert tied["Progress"].strands[0].text.startswith("30 %")
    assert tied["Gap"].is_loose and tied["Commitment"].is_loose and tied["Gap"].fix
    client.force_login(by)
    text = client.get(reverse("quick_win_thread", args=[win.pk])).text
    assert "Antrean panjang" in text and "loose" in text


def test_a_reader_without_rights_gets_no_doors_but_sees_the_thread(plan, town):
    win = nominate(plan, town, "Antrean daring")
    assert knots(win, town, "observer")["SWOT analysis"].fix is None


def test_loose_ends_are_found_at_both_ends_and_vanish_when_tied(plan, town):
    by = town["coordinator"]
    item = records.add(SwotItem, plan, by=by, quadrant="W", statement="Antrean panjang")
    alone = program(plan, town)
    win = quick_wins.choose(nominate(plan, town, "Antrean daring"), by=by)
    loose = found(plan, town)
    assert loose.wins[0].lacks == ["no SWOT item", "no programme", "no paragraph", "no commitment"]
    assert [row.name for row in loose.swot] == ["Weakness: Antrean panjang"]
    assert [row.name for row in loose.programs] == [str(alone)]
    quick_win_links.link(win, by=by, swot_items=[item], program=alone)
    write(plan, town, "<p>Antrean daring dimulai.</p>")
    loose = found(plan, town)
    assert not loose.swot and not loose.programs
    assert loose.wins[0].lacks == ["no commitment"]


def test_paragraphs_that_name_no_quick_win_or_a_dropped_one_are_found(plan, town):
    by = town["coordinator"]
    nominate(plan, town, "Antrean daring")
    quick_wins.drop(nominate(plan, town, "Kelas Pulau"), by=by, reason="Digabung")
    write(plan, town, "<p>Quick win “Angkot Pintar” dan quick win “Antrean Daring”.</p>")
    write(plan, town, "<ul><li>Kelas pulau tetap disebut.</li></ul>", number=2)
    names = found(plan, town).names
    assert {(row.name.split("”")[0].strip("“"), row.lacks[0]) for row in names} == {
        ("Angkot Pintar", "names a quick win that does not exist"),
        ("Kelas Pulau", "names a quick win that was dropped"),
    }
    assert all(row.fixes for row in names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quick win Angkot Pintar diluncurkan.", ["Angkot Pintar"]),
        ("quick win bernama 'x'", []),
        ("Program quick win Kota Bontang berjalan.", []),
        ("Quick Win Tahun 2020 ditetapkan.", []),
        ("quick wins «Peta Ruang»", ["Peta Ruang"]),
        ("Tiga quick win telah dipilih.", []),
    ],
)
def test_only_names_are_read_as_names(text, names):
    assert called(text) == names


@pytest.mark.parametrize(
    "html", ["", "   ", "<p>", "teks saja", "<table><tr><td>a<p>b</p></td></tr>"]
)
def test_broken_text_breaks_nothing(html):
    assert isinstance(paragraphs(html), list)


@pytest.mark.parametrize("many", [1, 3])
def test_thread_and_loose_ends_cost_the_same_for_one_and_for_many(
    client, plan, town, many, django_assert_num_queries
):
    by = town["coordinator"]
    made = []
    for n in range(many):
        item = records.add(SwotItem, plan, by=by, quadrant="W", statement=f"Lemah {n}")
        win = quick_wins.choose(
            nominate(plan, town, f"Quick {n}", program=program(plan, town, f"P{n}")), by=by
        )
        made.append(item)
        write(plan, town, f"<p>Quick {n} berjalan.</p>", number=n + 1)
    win = QuickWin.objects.first()
    quick_win_links.link(win, by=by, swot_items=made, program=win.program)
    client.force_login(by)
    for name, arg, count in (
        ("quick_win_thread", win.pk, THREAD_QUERIES),
        ("quick_win_orphans", plan.enrolment.slug, ORPHAN_QUERIES),
    ):
        page = reverse(name, args=[arg])
        client.get(page)
        with django_assert_num_queries(count):
            assert client.get(page).status_code == 200


THREAD_QUERIES = 31
ORPHAN_QUERIES = 25
