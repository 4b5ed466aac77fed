"""How does a mentor work through a queue, read again, and how does the region answer?"""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from masterplans.models import Chapter, Comment, SwotItem
from masterplans.services import chapters, comments, mentor_edits, phrases, records, sections
from masterplans.views import rereading
from smartcity_portal.kit.sheets import find
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def mentor(client, town):
    client.force_login(town["mentor"])
    return client


@pytest.fixture
def three(plan, town):
    """Three chapters that wait, in the order in which they came."""
    rows = list(Chapter.objects.filter(book__plan=plan, book__number=1).order_by("number")[:3])
    for chapter in rows:
        write_all(chapter, by=town["coordinator"])
        chapters.submit(chapter, by=town["coordinator"])
    return rows


def to(name, *args):
    return reverse(f"masterplans:{name}", args=args)


def test_a_round_leads_through_the_queue_and_remembers_what_was_skipped(mentor, three):
    first, second, third = three
    assert mentor.get(to("review_next")).url == first.get_absolute_url()
    assert "1 dari 3, revisi 1." in mentor.get(first.get_absolute_url()).content.decode()

    answer = mentor.post(to("review_skip", first.pk))
    assert answer.url == second.get_absolute_url()
    assert "2 dari 3, revisi 1." in mentor.get(second.get_absolute_url()).content.decode()
    approve = {"revision": second.latest_revision.pk}
    from masterplans import snapshot

    approve["records"] = snapshot.records_sha256(second)
    answer = mentor.post(to("chapter_approve", second.pk), approve)
    assert answer.url == third.get_absolute_url()
    assert "3 dari 3, revisi 1." in mentor.get(third.get_absolute_url()).content.decode()

    answer = mentor.post(to("review_skip", third.pk), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == to("review_queue")
    assert "Putaran ini selesai. 2 bab disisihkan untuk nanti." in page
    skipped = mentor.get(to("review_queue") + "?tampil=dilewati").content.decode()
    assert skipped.count("Tinjau<span") + skipped.count(first.label) >= 2
    assert mentor.get(to("review_next")).url == first.get_absolute_url()


def test_a_round_goes_through_one_view_of_the_queue(mentor, three, town):
    first, second, _third = three
    chapters.send_back(first, by=town["mentor"], note="Perbaiki.")
    chapters.submit(first, by=town["coordinator"])

    assert mentor.get(to("review_next") + "?tampil=revisi").url == first.get_absolute_url()
    page = mentor.get(first.get_absolute_url()).content.decode()
    assert "1 dari 1, revisi 2." in page
    assert mentor.get(to("review_next") + "?tampil=baru").url == second.get_absolute_url()


def test_only_mentors_of_the_region_skip(client, three, town):
    client.force_login(town["coordinator"])
    assert client.post(to("review_skip", three[0].pk)).status_code == 403
    client.force_login(town["mentor_elsewhere"])
    assert client.post(to("review_skip", three[0].pk)).status_code == 404


@pytest.fixture
def reread(chapter, town):
    """A chapter that was sent back, changed in one section, and handed in again."""
    long = "".join(f"<p>Alinea {number} tetap seperti semula.</p>" for number in range(9))
    write_all(chapter, by=town["writer"], text=f"<p>Isi lama tahun 2020.</p>{long}")
    chapters.submit(chapter, by=town["writer"])
    section = chapter.sections.first()
    comments.add(chapter, section=section, quote="tahun 2020", text="Periksa.", by=town["mentor"])
    chapters.send_back(chapter, by=town["mentor"])
    comments.answer(Comment.objects.get(), text="Sudah.", by=town["writer"])
    section.refresh_from_db()
    text = section.html.replace("Isi lama", "Isi yang baru")
    sections.save(section, text, by=town["writer"], base_version=section.version)
    chapters.submit(chapter, by=town["writer"])
    return chapter


def test_reading_again_shows_only_what_changed_with_the_comments_in_place(mentor, reread):
    page = mentor.get(reread.get_absolute_url()).content.decode()

    first, second = reread.sections.all()[:2]
    assert "Perubahan sejak putusan Anda" in page
    assert "Isi <del>lama</del><ins>yang baru</ins>" in page.replace("\n", "")
    assert 'id="noted-' in page
    assert f'id="section-{first.pk}"' in page
    assert f'id="section-{second.pk}"' not in page
    assert "3 bagian tidak berubah" in page

    whole = mentor.get(reread.get_absolute_url() + "?tampil=naskah").content.decode()
    assert f'id="section-{second.pk}"' in whole
    assert "<del>lama</del>" not in whole


def test_a_comparison_is_worked_out_once(mentor, reread, monkeypatch):
    cache.clear()
    mentor.get(reread.get_absolute_url())

    def never(*args):
        raise AssertionError("compared again")

    monkeypatch.setattr(rereading, "_compare", never)

    assert mentor.get(reread.get_absolute_url()).status_code == 200


def test_reading_again_shows_which_cells_changed(mentor, plan, town):
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=4)
    record = records.add(
        SwotItem, plan, by=town["coordinator"], quadrant="S", statement="Pantai panjang"
    )
    write_all(chapter, by=town["coordinator"])
    chapters.submit(chapter, by=town["coordinator"])
    chapters.send_back(chapter, by=town["mentor"], note="Angkanya?")
    records.change(record, by=town["coordinator"], statement="Pantai 120 km")
    records.add(SwotItem, plan, by=town["coordinator"], quadrant="W", statement="Jalan rusak")
    chapters.submit(chapter, by=town["coordinator"])

    page = mentor.get(chapter.get_absolute_url()).content.decode()

    assert "<del>Pantai panjang</del>" in page
    assert "<ins>Pantai 120 km</ins>" in page
    assert "Jalan rusak" in page


def test_a_comment_with_a_suggestion_is_accepted_with_one_click(client, chapter, town):
    write_all(chapter, by=town["writer"], text="<p>Isi tahun 2020 saja.</p>")
    chapters.submit(chapter, by=town["writer"])
    section = chapter.sections.first()
    client.force_login(town["mentor"])
    said = {"section": section.pk, "quote": "tahun 2020", "text": "", "suggests": "on"}
    client.post(to("comment_add", chapter.pk), said | {"replacement": "tahun 2021"})
    comment = Comment.objects.get()
    assert comment.is_suggestion
    chapters.send_back(chapter, by=town["mentor"])
    client.force_login(town["writer"])
    page = client.get(chapter.get_absolute_url()).content.decode()
    assert to("suggestion_accept", comment.pk) in page

    client.post(to("suggestion_accept", comment.pk))

    section.refresh_from_db()
    assert section.html == "<p>Isi tahun 2021 saja.</p>"


def test_a_refused_comment_keeps_what_was_typed(mentor, submitted):
    said = {"text": "Kalimat saya", "suggests": "on", "replacement": "kata pengganti saya"}

    answer = mentor.post(to("comment_add", submitted.pk), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kalimat saya" in page
    assert "kata pengganti saya" in page


def test_a_cell_of_a_table_is_chosen_and_commented_on(mentor, plan, town):
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=4)
    record = records.add(SwotItem, plan, by=town["coordinator"], quadrant="S", statement="Pantai")
    address = to("comment_on_cell", chapter.pk)
    name = f"swotitem:{record.pk}:statement"
    assert name in mentor.get(address).content.decode()

    assert mentor.post(address, {"text": "Sumber?"}).status_code == 422
    assert mentor.post(address, {"text": "Sumber?", "cell": "user:1:name"}).status_code == 422
    mentor.post(address, {"text": "Sumber?", "cell": name})

    comment = Comment.objects.get()
    assert (comment.record, comment.quote) == (f"masterplans.swotitem:{record.pk}", "Pantai")
    assert "Pantai" in mentor.get(chapter.get_absolute_url()).content.decode()


def test_changing_an_approved_chapter_asks_first(client, submitted, town):
    chapters.approve(submitted, by=town["mentor"])
    section = submitted.sections.first()
    client.force_login(town["writer"])
    address = to("chapter_change", submitted.pk) + f"?bagian={section.pk}"
    assert address in client.get(submitted.get_absolute_url()).content.decode()
    page = client.get(address).content.decode()
    assert "Bab ini sudah disetujui" in page

    assert client.post(address, {"note": "", "bagian": section.pk}).status_code == 422
    answer = client.post(address, {"note": "Data BPS terbaru.", "bagian": section.pk})

    submitted.refresh_from_db()
    assert answer.url == section.get_absolute_url()
    assert submitted.state == "writing"


def test_a_mentor_edits_a_copy_and_the_writer_confirms_it(client, submitted, town):
    section = submitted.sections.first()
    client.force_login(town["mentor"])
    page = client.post(to("mentor_edit_begin", submitted.pk), follow=True)
    edit = submitted.latest_revision.mentor_edits.get()
    write = to("mentor_edit_write", edit.pk, section.pk)
    assert "Isi bagian." in client.get(write).content.decode()
    saved = client.post(
        write, {"html": "<p>Suntingan.</p>"}, headers={"accept": "application/json"}
    )
    assert saved.json()["state"] == "saved"
    client.post(to("mentor_edit_offer", edit.pk), {"note": ""})
    client.force_login(town["writer"])
    page = client.get(edit.get_absolute_url()).content.decode()
    assert "Suntingan." in page

    client.post(to("mentor_edit_confirm", edit.pk))

    submitted.refresh_from_db()
    assert submitted.is_approved


def test_a_draft_of_edits_is_seen_by_its_mentor_only(client, submitted, town):
    edit = mentor_edits.begin(submitted, by=town["mentor"])
    for role, status in (("writer", 403), ("ministry", 403), ("mentor_elsewhere", 404)):
        client.force_login(town[role])
        assert client.get(edit.get_absolute_url()).status_code == status


def test_ticks_are_kept_and_saving_goes_on_to_the_next_chapter(mentor, three, town):
    first, second, _third = three
    mentor.get(to("review_next"))
    said = {"revision": first.latest_revision.pk, "tick": first.checklist[:1], "note": "Bagus."}

    answer = mentor.post(to("review_prepare", first.pk), said | {"then": "next"})

    assert answer.url == second.get_absolute_url()
    page = mentor.get(first.get_absolute_url()).content.decode()
    assert page.count("checked") >= len(first.checklist[:1])
    assert "Bagus." in page


def test_sixty_comments_cost_the_queries_of_one(mentor, chapter, town):
    write_all(chapter, by=town["writer"], text="<p>Satu dua tiga empat lima enam tujuh.</p>")
    chapters.submit(chapter, by=town["writer"])
    section = chapter.sections.first()

    def talk():
        words = {"section": section, "quote": "tiga empat", "category": "evidence"}
        comment = comments.add(
            chapter, text="?", replacement="tiga dan empat", by=town["mentor"], **words
        )
        comments.answer(comment, text="!", by=town["writer"])

    def cost():
        with CaptureQueriesContext(connection) as asked:
            assert mentor.get(chapter.get_absolute_url()).status_code == 200
        return len(asked)

    talk()
    cost()
    one = cost()
    for _ in range(59):
        talk()

    assert cost() == one


def test_the_ministry_sees_the_commonest_faults_with_examples_and_exports_them(
    client, submitted, town
):
    for category, times in (("evidence", 3), ("budget", 1)):
        for number in range(times):
            comments.add(
                submitted, text=f"{category} {number}", category=category, by=town["mentor"]
            )
    comments.add(submitted, text="tanpa jenis", by=town["mentor"])
    client.force_login(town["ministry"])

    page = client.get(to("fault_list")).content.decode()

    assert page.index("1. Data dan sumber") < page.index("2. Anggaran")
    assert "3 komentar" in page
    assert "evidence 2" in page
    assert "1 komentar lain tidak menyebut jenis" in page
    rows = list(find("masterplans.faults").rows(town.enrolment.cohort, town["ministry"]))
    assert [(row["count"], row["regions"]) for row in rows] == [(3, 1), (1, 1)]
    other = client.get(to("fault_list") + "?bab=9-9&angkatan=xx").status_code
    assert other == 200


def test_the_phrasebook_is_kept_on_its_page(mentor, town):
    shared = phrases.add("Untuk semua.", shared=True, by=town["ministry"])
    mentor.post(to("phrase_list"), {"text": "Sebutkan sumbernya.", "category": "evidence"})
    own = town["mentor"].phrases.get()

    page = mentor.get(to("phrase_list")).content.decode()
    mentor.post(to("phrase_change", own.pk), {"text": "Sebutkan tahunnya.", "category": ""})

    assert "Untuk semua." in page
    own.refresh_from_db()
    assert (own.text, own.category) == ("Sebutkan tahunnya.", "")
    assert mentor.post(to("phrase_remove", shared.pk)).status_code == 403
    mentor.post(to("phrase_remove", own.pk))
    assert not town["mentor"].phrases.exists()
