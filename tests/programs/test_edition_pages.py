"""Can an edition be edited, imported and compared in the browser without losing what was typed?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from programs.edition_forms import PartForm
from programs.guidance import files
from programs.guidance.parts import part_of
from programs.models import GuidanceEdition
from programs.services import edition_changes, editions


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def edition(town) -> GuidanceEdition:
    return town.enrolment.cohort.edition


@pytest.fixture
def draft(town, edition) -> GuidanceEdition:
    return edition_changes.clone(edition, year=2030, by=town["ministry"])


@pytest.fixture
def ministry(client, town):
    town["ministry"].language = "en"
    town["ministry"].save(update_fields=["language"])
    client.force_login(town["ministry"])
    return client


def url(name, edition, *more):
    return reverse(f"programs:{name}", args=[edition.year, edition.revision, *more])


def posted(edition, slug, **changes):
    """What a browser would post for a part as it stands, with some values typed anew."""
    data = editions.export(edition)
    form = PartForm(part_of(data, slug), data)
    found = {"seen": form.seen, "do": "save"}

    def gather(widgets):
        for widget in widgets:
            for mark in (widget["mark"], widget.get("times")):
                if mark and mark["on"]:
                    found[mark["name"]] = "on"
            if widget["kind"] == "rows":
                found[widget["count"]["name"]] = str(widget["count"]["value"])
                for row in widget["rows"]:
                    if row["mark"] and row["mark"]["on"]:
                        found[row["mark"]["name"]] = "on"
                    gather(row["widgets"])
            elif widget["kind"] != "yes" or widget["value"]:
                found[widget["name"]] = widget["value"] if widget["kind"] != "yes" else "on"

    gather(form.widgets())
    if form.raw.get("__mark"):
        found["__mark"] = "on"
    return found | changes


SLUGS = [
    "nama", "sumber", "dimensi", "jangka", "quick-win", "bimtek-1", "bimtek-2", "bimtek-3",
    "bimtek-4", "buku", "buku-1-bab-1", "buku-2-bab-3", "komitmen", "seleksi", "evaluasi", "surat",
]  # fmt: skip


@pytest.mark.parametrize("slug", SLUGS)
def test_a_part_that_is_posted_as_it_was_shown_changes_nothing(ministry, draft, slug):
    before = editions.export(draft)
    assert ministry.get(url("edition_part", draft, slug)).status_code == 200
    answer = ministry.post(url("edition_part", draft, slug), posted(draft, slug))
    assert answer.status_code == 302, answer.text
    draft.refresh_from_db()
    assert editions.export(draft) == before
    assert draft.version == 1


def test_rows_are_added_moved_and_removed_without_saving(ministry, draft):
    page = url("edition_part", draft, "dimensi")
    typed = posted(draft, "dimensi", **{"dimensions-0-name": "Tata kelola", "do": "add:dimensions"})
    text = ministry.post(page, typed).text
    assert "Tata kelola" in text
    assert 'name="dimensions-6-name"' in text
    text = ministry.post(page, typed | {"do": "down:dimensions:0"}).text
    assert 'name="dimensions-1-name" value="Tata kelola"' in text
    text = ministry.post(page, typed | {"do": "remove:dimensions-1-subdimensions:0"}).text
    assert 'name="dimensions-1-subdimensions-2-name"' not in text
    assert draft.dimensions.count() == 6
    assert draft.dimensions.first().name == "Smart Governance"


def test_a_new_row_gets_a_code_of_its_own(ministry, draft):
    typed = posted(draft, "dimensi")
    typed |= {
        "dimensions-0-subdimensions__count": "4",
        "dimensions-0-subdimensions-3-code": "",
        "dimensions-0-subdimensions-3-name": "Pelayanan publik",
    }
    ministry.post(url("edition_part", draft, "dimensi"), typed)
    codes = draft.dimensions.first().parts.values_list("code", flat=True)
    assert list(codes)[-1] == "pelayanan-publik-2"


def test_a_requirement_is_chosen_by_its_sentence(ministry, draft):
    page = url("edition_part", draft, "bimtek-2")
    typed = posted(draft, "bimtek-2", do="add:requirements", requirements__new="book_approved")
    text = ministry.post(page, typed).text
    assert 'name="requirements-4-book"' in text
    typed |= {
        "requirements__count": "5",
        "requirements-4-kind": "book_approved",
        "requirements-4-book": "1",
        "do": "save",
    }
    assert ministry.post(page, typed).status_code == 302
    last = draft.stages.get(number=2).requirements.last()
    assert (last.requirement, last.parameters) == ("book_approved", {"book": 1})


def test_nothing_typed_is_lost_when_something_is_wrong(ministry, draft):
    typed = posted(draft, "quick-win", minimum="delapan", maximum="9")
    typed["criteria-0-title"] = "Manfaat bagi warga"
    answer = ministry.post(url("edition_part", draft, "quick-win"), typed)
    assert answer.status_code == 200
    assert 'value="delapan"' in answer.text
    assert "Manfaat bagi warga" in answer.text
    assert "Write a whole number" in answer.text
    assert 'href="#id_minimum"' in answer.text


def test_criteria_of_quick_wins_carry_weights_that_can_be_changed(ministry, draft):
    typed = posted(draft, "quick-win")
    typed["criteria-2-weight"] = "25"
    ministry.post(url("edition_part", draft, "quick-win"), typed)
    draft.refresh_from_db()
    assert [row["weight"] for row in draft.quick_win_criteria[:4]] == [10, 10, 25, 10]
    assert "weight 25" in ministry.get(draft.get_absolute_url()).text


def test_a_file_of_before_the_weights_is_read_with_equal_ones(edition):
    data = editions.export(edition)
    data["quick_wins"]["criteria"] = ["Manfaat", "Daya tarik"]
    data["inferred"] = [path for path in data["inferred"] if "criteria" not in path]
    assert files.read(files.write(data).encode())["quick_wins"]["criteria"] == [
        {"code": "manfaat", "title": "Manfaat", "weight": 10},
        {"code": "daya-tarik", "title": "Daya tarik", "weight": 10},
    ]


def test_a_mark_is_taken_away_and_set(ministry, draft):
    typed = posted(draft, "bimtek-1")
    assert typed.pop("outputs__mark") == "on"
    typed["title__mark"] = "on"
    ministry.post(url("edition_part", draft, "bimtek-1"), typed)
    draft.refresh_from_db()
    assert not draft.is_inferred("stages.1.outputs")
    assert draft.is_inferred("stages.2.outputs")
    assert draft.is_inferred("stages.1.title")


def test_the_later_person_sees_both_and_may_save_again(ministry, town, draft):
    typed = posted(draft, "nama", theme="Tema saya")
    data = editions.export(draft)
    part = part_of(data, "nama")
    values = part.read(data) | {"theme": "Tema orang lain"}
    edition_changes.save_part(draft, part, values, {}, seen=part.stamp(data), by=town["ministry"])
    answer = ministry.post(url("edition_part", draft, "nama"), typed)
    assert "while you were typing" in answer.text
    assert "Tema orang lain" in answer.text
    assert 'value="Tema saya"' in answer.text
    ministry.post(url("edition_part", draft, "nama"), typed | {"seen": answer.context["form"].seen})
    draft.refresh_from_db()
    assert draft.theme == "Tema saya"


def test_a_chapter_removed_meanwhile_gives_back_what_was_typed(ministry, draft):
    typed = posted(draft, "buku-1-bab-5", standfirst="Kalimat panjang saya.")
    draft.books.get(number=1).chapters.get(number=5).delete()
    answer = ministry.post(url("edition_part", draft, "buku-1-bab-5"), typed)
    assert answer.status_code == 404
    assert "Kalimat panjang saya." in answer.text


def test_the_commitment_is_previewed_as_it_is_typed(ministry, draft):
    typed = posted(draft, "komitmen", title="Janji {region} {year}", do="preview")
    assert (
        "Janji Kota Contoh 2030"
        in ministry.post(url("edition_part", draft, "komitmen"), typed).text
    )


def test_nonsense_in_a_post_does_no_harm(ministry, draft):
    page = url("edition_part", draft, "dimensi")
    for do in ("add:", "remove:dimensions:99", "up:x-1-y:0", "down:dimensions-77-subdimensions:1"):
        assert ministry.post(page, posted(draft, "dimensi", do=do)).status_code == 200
    assert ministry.post(page, {"do": "save", "dimensions__count": "99999"}).status_code == 200
    assert ministry.get(url("edition_part", draft, "kosong")).status_code == 404
    assert draft.dimensions.count() == 6


def test_the_page_of_work_says_what_is_left_and_takes_into_use(ministry, draft):
    typed = posted(draft, "bimtek-4")
    typed["requirements-3-book"] = "9"
    assert "no Buku 9" in ministry.post(url("edition_part", draft, "bimtek-4"), typed).text
    books = draft.books.get(number=3)
    books.delete()
    text = ministry.get(url("edition_edit", draft)).text
    assert "There is no Buku 3" in text
    ministry.post(url("edition_open", draft))
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_draft_is_taken_into_use_and_back(ministry, draft):
    ministry.post(url("edition_open", draft))
    draft.refresh_from_db()
    assert draft.state == "open"
    ministry.post(url("edition_withdraw", draft))
    draft.refresh_from_db()
    assert draft.state == "draft"
    ministry.post(url("edition_discard", draft))
    assert not GuidanceEdition.objects.filter(pk=draft.pk).exists()


def test_a_frozen_edition_leads_to_a_revision(ministry, edition):
    editions.freeze(edition, by=None)
    assert ministry.get(url("edition_part", edition, "nama")).status_code == 302
    ministry.post(url("edition_revise", edition), {"reason": "Ambang keliru."})
    assert GuidanceEdition.objects.get(year=2019, revision=2).reason == "Ambang keliru."


def test_an_edition_is_copied_to_another_year(ministry, edition):
    answer = ministry.post(url("edition_clone", edition), {"year": "2031"})
    assert answer.url == "/program/panduan/2031/1/ubah/"
    assert "another year" in ministry.post(url("edition_clone", edition), {"year": "2019"}).text


def upload(content: bytes, name="edisi.toml"):
    return {"file": SimpleUploadedFile(name, content)}


def test_a_file_is_previewed_before_it_is_written(ministry, draft):
    data = editions.export(draft) | {"theme": "Laut"}
    text = files.write(data)
    answer = ministry.post(reverse("programs:edition_import"), upload(text.encode()))
    assert "Laut" in answer.text
    draft.refresh_from_db()
    assert draft.theme == ""
    sent = {"text": answer.context["text"], "version": answer.context["planned"].version}
    assert ministry.post(reverse("programs:edition_import"), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.theme == "Laut"


def test_what_is_exported_is_imported_again_as_the_same(ministry, edition):
    exported = ministry.get(url("edition_export", edition))
    assert exported["Content-Disposition"] == 'attachment; filename="panduan-2019-revisi-1.toml"'
    answer = ministry.post(reverse("programs:edition_import"), upload(exported.content))
    assert answer.context["planned"].kind == "same"


def test_a_revision_by_file_asks_for_its_reason_and_keeps_the_file(ministry, edition):
    editions.freeze(edition, by=None)
    text = files.write(editions.export(edition) | {"theme": "Laut"})
    page = reverse("programs:edition_import")
    planned = ministry.post(page, upload(text.encode())).context["planned"]
    sent = {"text": text, "version": planned.version, "reason": ""}
    answer = ministry.post(page, sent)
    assert "Write the reason" in answer.text
    assert answer.context["text"] == text
    ministry.post(page, sent | {"reason": "Tema berubah."})
    assert GuidanceEdition.objects.get(year=2019, revision=2).theme == "Laut"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"year = ", "not TOML"),
        (b"\x00\xff\xd8 picture", "not text in UTF-8"),
        (b"year = 2022\nwarna = 1", "unknown"),
        (b"", "empty"),
    ],
)
def test_a_bad_file_is_answered_with_a_sentence(ministry, edition, content, sentence):
    answer = ministry.post(reverse("programs:edition_import"), upload(content))
    assert answer.status_code == 200
    assert sentence in answer.text
    assert GuidanceEdition.objects.count() == 1


def test_a_file_that_is_too_large_is_refused(ministry, edition):
    huge = SimpleUploadedFile("besar.toml", b"#" * 2_000_000)
    answer = ministry.post(reverse("programs:edition_import"), {"file": huge})
    assert "larger than 512 KB" in answer.text
    assert GuidanceEdition.objects.count() == 1


def test_a_file_of_another_year_is_not_taken_into_this_edition(ministry, edition, draft):
    text = files.write(editions.export(edition))
    answer = ministry.post(url("edition_import_into", draft), upload(text.encode()))
    assert "is the guidance of 2019, not of 2030" in answer.text


def test_everybody_compares_what_they_may_read(client, town, edition, draft):
    client.force_login(town["writer"])
    page = client.get(reverse("programs:edition_compare"))
    assert page.status_code == 200
    assert "2030" not in page.text
    client.force_login(town["ministry"])
    typed = {"dari": "2019-1", "ke": "2030-1"}
    assert "2030" in client.get(reverse("programs:edition_compare"), typed).text


def test_a_revision_shows_what_it_changes(ministry, town, edition):
    editions.freeze(edition, by=None)
    revised = edition_changes.revise(edition, reason="Ambang keliru.", by=town["ministry"])
    typed = posted(revised, "quick-win", minimum="4")
    ministry.post(url("edition_part", revised, "quick-win"), typed)
    text = ministry.get(url("edition_changes", revised)).text
    assert "Ambang keliru." in text
    assert "<ins>4</ins>" in text


def test_reading_costs_the_same_for_a_small_and_a_large_edition(
    client, town, edition, django_assert_max_num_queries
):
    client.force_login(town["writer"])
    data = editions.export(edition)
    data["year"] = 2031
    data["books"] = [
        {**data["books"][1], "number": number, "short": f"Buku {number}"} for number in range(1, 10)
    ]
    large = editions.load(data, by=None)
    client.get(edition.get_absolute_url())
    with django_assert_max_num_queries(30) as small_cost:
        client.get(edition.get_absolute_url())
    with django_assert_max_num_queries(30) as large_cost:
        client.get(large.get_absolute_url())
    assert len(small_cost) == len(large_cost)
