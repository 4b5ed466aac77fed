"""How are works, abbreviations and references kept, written into texts and shown on pages?"""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from masterplans.models import AbbreviationEntry, BibliographyEntry, Chapter
from masterplans.pdf import abbreviations, citations, labels
from masterplans.pdf.content import SourceRow
from masterplans.services import chapters, landscape, owners, plans, sections, sources
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db

TABLE = '<p>Tabel: Jumlah warga</p><table id="t-aaaaaa"><tbody><tr><th><p>Kelurahan</p></th><th><p>Jiwa</p></th></tr><tr><td><p>A</p></td><td><p>9</p></td></tr></tbody></table>'


@pytest.fixture
def plan(town):
    return plans.open_for(town.enrolment, by=town["ministry"])


@pytest.fixture
def chapter(plan):
    return Chapter.objects.get(book__plan=plan, book__number=1, number=1)


@pytest.fixture
def source(plan, town):
    return sources.add_source(
        plan, by=town["writer"], authors="BPS", year="2019", title="Kota dalam angka"
    )


def save(section, html, town):
    section.refresh_from_db()
    return sections.save(section, html, by=town["writer"], base_version=section.version)


def test_a_source_gets_a_key_of_its_own(plan, town, source):
    again = sources.add_source(plan, by=town["writer"], authors="BPS", year="2019", title="Lain")

    assert (source.key, again.key) == ("bps-2019", "bps-2019-2")
    assert plan.bibliography.count() == 2


def test_people_of_another_region_and_mentors_keep_no_sources(plan, town, source):
    for role in ("mentor", "observer"):
        with pytest.raises(PermissionDenied):
            sources.add_source(plan, by=town[role], authors="X", title="Y")
        with pytest.raises(PermissionDenied):
            sources.remove_source(source, by=town[role])


def test_a_cited_source_stays_until_its_citation_is_gone(chapter, town, source):
    section = chapter.sections.first()
    save(section, '<p>Naik <cite data-source="bps-2019"></cite>.</p>', town)

    with pytest.raises(Blocked) as refused:
        sources.remove_source(source, by=town["writer"])

    assert section.title in refused.value.reasons[0]
    save(section, "<p>Naik.</p>", town)
    sources.remove_source(source, by=town["writer"])
    assert not BibliographyEntry.objects.exists()


def test_what_a_citation_says_is_written_by_the_portal(chapter, town, source):
    section = save(
        chapter.sections.first(),
        '<p><cite data-source="bps-2019" data-at="hlm. 3">(karangan)</cite> <cite data-source="tak-ada">(Lama, 1999)</cite></p>',
        town,
    )

    assert (
        '<cite data-source="bps-2019" data-at="hlm. 3">(BPS, 2019, hlm. 3)</cite>' in section.html
    )
    assert '<cite data-source="tak-ada">(Lama, 1999)</cite>' in section.html
    assert labels.broken(section) == ["(Lama, 1999)"]


def test_references_are_numbered_as_in_print_also_to_what_was_just_put_in(chapter, town):
    first, second = chapter.sections.all()[:2]
    save(first, TABLE.replace("aaaaaa", "bbbbbb") + TABLE.replace("aaaaaa", "cccccc"), town)
    section = save(
        second,
        f'{TABLE}<p><a data-ref="table:t-aaaaaa"></a>, <a data-ref="table:t-cccccc">x</a>, <a data-ref="section:{first.pk}">y</a></p>',
        town,
    )

    said = re.findall(r"<a data-ref=[^>]+>([^<]*)</a>", section.html)
    assert said[:2] == ["Tabel 1.3", "Tabel 1.2"]
    assert said[2].endswith("1.1")


def test_a_reference_to_something_removed_keeps_its_name_and_is_told(chapter, town, client):
    first, second = chapter.sections.all()[:2]
    save(first, TABLE, town)
    save(second, '<p>Lihat <a data-ref="table:t-aaaaaa">?</a>.</p>', town)
    save(first, "<p>Tanpa tabel.</p>", town)
    second.refresh_from_db()

    assert labels.broken(second) == ["Tabel 1.1"]
    client.force_login(town["writer"])
    page = client.get(chapter.get_absolute_url()).content.decode()
    assert re.search(r'<span class="lost"[^>]*>Tabel 1\.1<span', page)


def test_the_page_shows_numbers_notes_and_links(chapter, town, client, source):
    first, second = chapter.sections.all()[:2]
    save(
        first,
        f'<h3>Keadaan</h3><p>Satu<sup data-footnote="Catatan &lt;satu&gt;."></sup></p>{TABLE}',
        town,
    )
    save(
        second,
        '<p>Dua<sup data-footnote="Catatan dua."></sup> <cite data-source="bps-2019"></cite>, lihat <a data-ref="table:t-aaaaaa">?</a>.</p>',
        town,
    )
    client.force_login(town["mentor"])
    page = client.get(chapter.get_absolute_url()).content.decode()

    assert '<h3 data-no="1.1.1">Keadaan</h3>' in page
    assert re.search(r'<caption data-no="Tabel 1\.1">Jumlah warga</caption>', page)
    assert "Catatan &lt;satu&gt;." in page
    assert f'<ol start="2"><li id="catatan-{second.pk}-2">Catatan dua.' in page
    assert f'href="#catatan-{second.pk}-2"' in page
    assert (
        f'href="{chapter.get_absolute_url()}#bab-1.tabel-1"' in page
        and 'id="bab-1.tabel-1"' in page
    )
    assert '<cite title="BPS (2019). Kota dalam angka.">(BPS, 2019)</cite>' in page


def test_a_revision_keeps_the_works_as_they_were_cited(chapter, town, source):
    write_all(chapter, by=town["writer"])
    section = chapter.sections.first()
    save(section, '<p>Naik <cite data-source="bps-2019"></cite>.</p>', town)
    landscape.turn(section, True, by=town["writer"])
    chapters.submit(chapter, by=town["writer"])
    sources.change_source(source, by=town["writer"], title="Judul baru")

    row = chapter.revisions.get().sections[0]
    assert row["works"][0]["title"] == "Kota dalam angka"
    assert row["landscape"] is True


def test_a_section_is_turned_only_while_it_is_written(chapter, town, client):
    write_all(chapter, by=town["writer"])
    section = chapter.sections.first()
    client.force_login(town["writer"])
    client.post(reverse("masterplans:section_turn", args=[section.pk]), {"landscape": "1"})
    section.refresh_from_db()
    assert section.landscape

    chapters.submit(chapter, by=town["writer"])
    with pytest.raises(Blocked):
        landscape.turn(section, False, by=town["writer"])


def test_a_chapter_waits_until_its_pictures_are_described(chapter, town):
    write_all(chapter, by=town["writer"])
    section = chapter.sections.first()
    address = f"/rencana/{chapter.enrolment.slug}/gambar/{'ab' * 32}"
    section = save(section, f'<p>a</p><figure><img src="{address}" alt=""></figure>', town)

    for verb in (
        lambda: chapters.submit(chapter, by=town["writer"]),
        lambda: owners.hand_in(section, by=town["writer"]),
    ):
        with pytest.raises(Blocked) as refused:
            verb()
        assert section.title in refused.value.reasons[0]


def test_a_table_of_two_thousand_rows_is_refused_and_nothing_is_changed(chapter, town):
    section = save(chapter.sections.first(), "<p>Isi.</p>", town)

    with pytest.raises(Blocked, match="2000"):
        save(section, "<table>" + "<tr><td>1</td></tr>" * 2000 + "</table>", town)

    section.refresh_from_db()
    assert section.html == "<p>Isi.</p>"


def test_the_editors_lists_name_what_may_be_referred_to_and_cited(chapter, town, client, source):
    first, second = chapter.sections.all()[:2]
    save(first, TABLE, town)
    client.force_login(town["writer"])
    places = client.get(reverse("masterplans:section_places", args=[second.pk])).json()["places"]
    works = client.get(reverse("masterplans:section_sources", args=[second.pk])).json()["sources"]

    assert {
        "ref": "table:t-aaaaaa",
        "kind": "table",
        "label": "Tabel 1.1",
        "title": "Jumlah warga",
    } in places
    assert not any(place["ref"] == f"section:{second.pk}" for place in places)
    assert works == [
        {"key": "bps-2019", "name": "BPS, 2019", "text": "BPS (2019). Kota dalam angka."}
    ]


def test_a_source_is_added_without_leaving_the_text(chapter, town, client):
    section = chapter.sections.first()
    client.force_login(town["writer"])
    url = reverse("masterplans:section_source_add", args=[section.pk])
    refused = client.post(url, {"authors": "", "title": "", "url": "javascript:alert(1)"})
    added = client.post(url, {"authors": "Bappenas", "year": "2020", "title": "Pedoman"})

    assert refused.status_code == 422 and len(refused.json()["reasons"]) == 3
    assert added.json()["key"] == "bappenas-2020"


def test_the_lists_are_kept_on_pages(plan, town, client, source):
    slug = plan.enrolment.slug
    client.force_login(town["writer"])
    client.post(
        reverse("masterplans:source_add", args=[slug]),
        {"authors": "A <b>", "title": "<script>x</script>"},
    )
    page = client.get(reverse("masterplans:source_list", args=[slug])).content.decode()
    assert "<script>x" not in page and "&lt;script&gt;x" in page

    client.post(
        reverse("masterplans:source_change", args=[source.pk]),
        {"authors": "BPS", "year": "2020", "title": "Baru"},
    )
    source.refresh_from_db()
    assert (source.year, source.key) == ("2020", "bps-2019")

    url = reverse("masterplans:abbreviation_add", args=[slug])
    client.post(url, {"short": "OPD", "long": "Organisasi Perangkat Daerah"})
    twice = client.post(url, {"short": "OPD", "long": "Lain"})
    assert twice.status_code == 422 and AbbreviationEntry.objects.count() == 1
    entry = AbbreviationEntry.objects.get()
    client.post(reverse("masterplans:abbreviation_remove", args=[entry.pk]))
    assert not AbbreviationEntry.objects.exists()


def test_one_and_three_sources_cost_the_same(
    plan, town, client, source, django_assert_max_num_queries
):
    client.force_login(town["writer"])
    url = reverse("masterplans:source_list", args=[plan.enrolment.slug])
    client.get(url)
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    for number in (1, 2):
        sources.add_source(plan, by=town["writer"], authors=f"A{number}", title="T")
    with django_assert_max_num_queries(60) as three:
        client.get(url)

    assert len(one) == len(three)


def test_a_source_without_title_is_refused(plan, town):
    with pytest.raises(ValidationError):
        sources.add_source(plan, by=town["writer"], authors="A", title="")


def test_works_of_one_year_get_letters_and_many_authors_are_shortened():
    rows = [
        SourceRow("b", "Nam, Taewoo; Pardo, Theresa", "Z", "2011"),
        SourceRow("a", "Nam, Taewoo; Pardo, Theresa", "A", "2011"),
        SourceRow("c", "Satu, A; Dua, B; Tiga, C", "T"),
    ]
    names = citations.names_of(rows)

    assert names["a"].startswith("Nam ") and names["a"].endswith("2011a")
    assert names["b"].endswith("2011b")
    assert names["c"].startswith("Satu ")


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Setiap Organisasi Perangkat Daerah (OPD) menulis.", "OPD", "Organisasi Perangkat Daerah"),
        ("oleh Dinas Komunikasi dan Informatika (Diskominfo)", "Diskominfo", "Dinas Komunikasi dan Informatika"),
        ("Usaha Mikro, Kecil, dan Menengah (UMKM)", "UMKM", "Usaha Mikro, Kecil, dan Menengah"),
        ("Kerja Sama Pemerintah dan Badan Usaha (KPBU)", "KPBU", "Kerja Sama Pemerintah dan Badan Usaha"),
    ],
)  # fmt: skip
def test_abbreviations_are_drawn_from_what_the_text_writes_out(text, short, long):
    assert abbreviations.written_out(f"<p>{text}</p>") == {short: long}


@pytest.mark.parametrize(
    "text", ["Kota Batam (Tabel 3)", "di Pasar Induk (Batam)", "tahun (2019)", "kata (contoh)"]
)
def test_other_brackets_are_no_abbreviations(text):
    assert abbreviations.written_out(f"<p>{text}</p>") == {}
