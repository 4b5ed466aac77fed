"""Who dresses the books of a region: colours that can be read, forewords, a summary from the records?"""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from masterplans.models import Book, Brand, Foreword, Mission, PlanProgram, SectionText
from masterplans.pdf.brand import Brand as Colours
from masterplans.pdf.brand import contrast, pairings
from masterplans.pdf.front_context import brand_of, forewords_of, named_missing, paragraphs
from masterplans.services import chapters, dress, sections, summaries
from smartcity_portal.kit.machine import Blocked
from tests.factories import AgencyFactory
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db
RED = {"primary": "#7a1f1f", "accent": "#e8c37a", "ground": "#fbf7ef", "motif": "plain"}


def portrait() -> SimpleUploadedFile:
    held = io.BytesIO()
    Image.new("RGB", (60, 80), "gray").save(held, "PNG")
    return SimpleUploadedFile("potret.png", held.getvalue(), "image/png")


@pytest.fixture
def summary(plan) -> Book:
    return Book.objects.get(plan=plan, number=3)


@pytest.fixture
def filled(plan, summary) -> Book:
    """The summary of a plan with a vision, a mission and two programs."""
    plan.vision = "Kota <cerdas> & nyaman."
    plan.save()
    Mission.objects.create(plan=plan, text="Layanan terbuka")
    edition = plan.enrolment.cohort.edition
    for number in (1, 2):
        PlanProgram.objects.create(
            plan=plan,
            name=f"Program {number}",
            code=f"G-{number:02d}",
            dimension=edition.dimensions.first(),
            horizon=edition.horizons.first(),
            agency=AgencyFactory(region=plan.enrolment.region),
        )
    return summary


def test_the_portals_own_colours_can_be_read_everywhere():
    assert all(pair.is_readable for pair in pairings(Colours()))
    assert round(contrast("#000000", "#ffffff"), 1) == 21


def test_a_coordinator_chooses_colours_and_the_books_take_them(plan, town):
    region = plan.enrolment.region
    assert brand_of(region) == Colours()
    dress.change_brand(region, by=town["coordinator"], **RED)
    assert brand_of(region) == Colours(**RED)
    assert brand_of(region).tokens["--sea"] == "#7a1f1f"


def test_colours_that_nobody_can_read_are_refused_with_their_contrast(plan, town):
    with pytest.raises(Blocked) as refused:
        dress.change_brand(
            plan.enrolment.region, by=town["coordinator"], **RED | {"primary": "#e0c040"}
        )
    assert any("4,5" in reason for reason in refused.value.reasons)
    assert not Brand.objects.exists()


@pytest.mark.parametrize("who", ["writer", "mentor", "coordinator_elsewhere"])
def test_others_choose_no_colours_and_write_no_foreword(plan, town, who):
    if who not in town.people:
        pytest.skip("nobody of that kind here")
    with pytest.raises(PermissionDenied):
        dress.change_brand(plan.enrolment.region, by=town[who], **RED)
    with pytest.raises(PermissionDenied):
        dress.add_foreword(plan, by=town[who], title="Sambutan", text="Selamat.")


def test_the_page_shows_the_colours_before_they_are_saved(plan, town, client):
    client.force_login(town["coordinator"])
    url = reverse("masterplans:brand_change", kwargs={"slug": plan.enrolment.slug})
    shown = client.post(url, {**RED, "show": "1"})
    assert shown.status_code == 200
    assert 'fill="#7a1f1f"' in shown.content.decode()
    assert not Brand.objects.exists()

    assert client.post(url, {**RED, "primary": "red"}).status_code == 422
    weak = client.post(url, {**RED, "primary": "#e0c040"})
    assert weak.status_code == 422 and 'fill="#e0c040"' in weak.content.decode()
    assert client.post(url, RED).status_code == 302
    assert Brand.objects.get().primary == "#7a1f1f"


def test_forewords_keep_their_order_portrait_and_signature(plan, town):
    by = town["coordinator"]
    first = dress.add_foreword(
        plan, by=by, title="Sambutan", text="Satu.\n\nDua & tiga.", author="Basri", photo=portrait()
    )
    book = plan.books.get(number=1)
    second = dress.add_foreword(plan, by=by, title="Prakata", text="Kata.", book=book)
    dress.move_foreword(second, by=by, up=True)
    dress.move_foreword(second, by=by, up=True)

    shown = forewords_of(plan, [book], whole=True)
    assert [row.title for row in shown] == ["Sambutan", "Prakata"]
    assert shown[0].html == "<p>Satu.</p><p>Dua &amp; tiga.</p>"
    assert shown[0].photo is not None and shown[0].signed == ("Basri",)
    assert shown[1].over == book.short
    assert [row.title for row in Foreword.objects.filter(plan=plan)] == ["Prakata", "Sambutan"]

    dress.change_foreword(first, by=by, title="Sambutan", text="Baru.", without_photo=True)
    assert forewords_of(plan, [], whole=False)[0].photo is None


def test_a_foreword_is_written_on_its_page_and_removed_there(plan, town, client):
    client.force_login(town["coordinator"])
    slug = {"slug": plan.enrolment.slug}
    add = reverse("masterplans:foreword_add", kwargs=slug)
    assert client.post(add, {"title": "", "text": ""}).status_code == 422
    bad = SimpleUploadedFile("potret.svg", b"<svg onload='x'/>", "image/svg+xml")
    assert client.post(add, {"title": "A", "text": "B", "photo": bad}).status_code == 422
    assert not Foreword.objects.exists()

    said = {"title": "Sambutan", "text": "<script>x</script>", "photo": portrait()}
    assert client.post(add, said).status_code == 302
    row = Foreword.objects.get()
    assert client.get(row.get_absolute_url()).status_code == 200
    photo = client.get(reverse("masterplans:foreword_photo", kwargs={"pk": row.pk}))
    assert photo["Content-Type"] == "image/png"
    assert paragraphs(row.text) == "<p>&lt;script&gt;x&lt;/script&gt;</p>"

    page = client.get(reverse("masterplans:volume_detail", kwargs=slug)).content.decode()
    assert "Sambutan" in page
    client.post(reverse("masterplans:foreword_remove", kwargs={"pk": row.pk}))
    assert not Foreword.objects.exists()


def test_a_foreword_of_another_plans_book_is_refused(plan, town, client):
    client.force_login(town["coordinator"])
    add = reverse("masterplans:foreword_add", kwargs={"slug": plan.enrolment.slug})
    answer = client.post(add, {"title": "A", "text": "B", "book": "999999"})
    assert answer.status_code == 422


def test_what_is_missing_is_named_in_few_words():
    assert named_missing([("Buku 1", "2"), ("Buku 1", "4")]) == "Bab 2, 4"
    two = [("Buku 1", "2"), ("Buku 2", "1")]
    assert named_missing(two) == "Buku 1: Bab 2; Buku 2: Bab 1"
    many = [("Buku 1", str(number)) for number in range(12)] + [("Buku 2", "1")]
    assert named_missing(many) == "Buku 1: 12 bab; Buku 2: Bab 1"
    assert named_missing([]) == ""


def test_the_summary_is_drafted_from_the_records_and_marked(filled, town):
    count = summaries.draft(filled, by=town["coordinator"])
    rows = {row.section.title: row for row in summaries.draftable(filled)}
    vision = rows["Visi dan sasaran"]
    assert count == len(rows)
    assert vision.is_draft and vision.is_same and not vision.touched
    assert "Kota &lt;cerdas&gt; &amp; nyaman" in vision.section.html
    assert "2 program" in rows["Strategi enam dimensi"].section.html
    assert SectionText.objects.filter(why=SectionText.Why.DRAFTED).count() == count
    assert summaries.is_draft(vision.section)


def test_what_people_wrote_is_replaced_only_when_they_say_so(filled, town):
    by = town["coordinator"]
    section = summaries.draftable(filled)[0].section
    sections.save(section, "<p>Tulisan orang.</p>", by=by, base_version=section.version)

    summaries.draft(filled, by=by)
    section.refresh_from_db()
    assert section.html == "<p>Tulisan orang.</p>"
    assert not summaries.is_draft(section)
    with pytest.raises(Blocked):
        summaries.draft(filled, by=by)

    assert summaries.draft(filled, by=by, replace={section.pk}) == 1
    section.refresh_from_db()
    assert "Rencana induk ini" in section.html
    assert section.texts.filter(html="<p>Tulisan orang.</p>").exists()


def test_new_records_change_what_is_still_a_draft(filled, town, plan):
    by = town["coordinator"]
    summaries.draft(filled, by=by)
    Mission.objects.create(plan=plan, text="Misi baru")
    assert summaries.draft(filled, by=by) == 1


def test_a_chapter_that_nobody_may_write_in_is_left_alone(filled, town):
    by = town["coordinator"]
    write_all(filled.chapters.get(), by=by)
    chapters.submit(filled.chapters.get(), by=by)
    with pytest.raises(Blocked):
        summaries.draft(filled, by=by)


def test_an_empty_plan_has_nothing_to_summarise(summary, town):
    with pytest.raises(Blocked):
        summaries.draft(summary, by=town["coordinator"])


def test_only_the_coordinator_drafts_and_only_a_summary(filled, town, client, plan):
    with pytest.raises(PermissionDenied):
        summaries.draft(filled, by=town["writer"])
    client.force_login(town["coordinator"])
    slug = plan.enrolment.slug
    url = reverse("masterplans:book_summary", kwargs={"slug": slug, "number": 3})
    assert client.get(url).status_code == 200
    assert client.post(url, {"replace": ["x", "1"]}).status_code == 302
    other = reverse("masterplans:book_summary", kwargs={"slug": slug, "number": 2})
    assert client.get(other).status_code == 404
    section = summaries.draftable(filled)[0].section
    page = client.get(reverse("masterplans:section_write", kwargs={"pk": section.pk}))
    assert "Rancangan dari catatan" in page.content.decode()


def test_what_people_wrote_stands_beside_the_draft_that_would_replace_it(filled, town, client):
    section = summaries.draftable(filled)[0].section
    sections.save(
        section, "<p>Kata kami sendiri.</p>", by=town["coordinator"], base_version=section.version
    )
    client.force_login(town["coordinator"])
    slug = filled.enrolment.slug
    url = reverse("masterplans:book_summary", kwargs={"slug": slug, "number": 3})
    assert "Kata kami sendiri." in client.get(url).text
