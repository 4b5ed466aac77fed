"""Which pages open for whom, what do they offer, and what do they keep when something fails?"""

import pytest
from django.urls import reverse

from masterplans.models import Chapter, PlanProgram, QuickWin, SwotItem
from masterplans.services import chapters, comments, quick_wins, records, sections
from masterplans.states import ChapterState
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db
MEMBERS = {
    "ministry", "mentor", "coordinator", "writer", "writer_of_another_agency", "agency_head",
    "head_of_region", "assessor", "observer",
}  # fmt: skip


def sites(plan, chapter):
    """Every reading page of a plan with the people who may open it."""
    slug = plan.enrolment.slug
    win = QuickWin.objects.create(
        plan=plan,
        name="Simpeltaru",
        year=2020,
        dimension=plan.enrolment.cohort.edition.dimensions.first(),
    )
    return [
        plan.get_absolute_url(),
        plan.books.first().get_absolute_url(),
        chapter.get_absolute_url(),
        reverse("masterplans:vision", kwargs={"slug": slug}),
        reverse("masterplans:program_list", kwargs={"slug": slug}),
        reverse("masterplans:quick_win_list", kwargs={"slug": slug}),
        win.get_absolute_url(),
        reverse("masterplans:section_versions", kwargs={"pk": chapter.sections.first().pk}),
        *(
            reverse("masterplans:record_list", kwargs={"slug": slug, "kind": kind})
            for kind in ("swot", "kesiapan", "kesenjangan", "rencana-aksi")
        ),
    ]


def test_reading_pages_open_for_the_people_of_the_enrolment_and_for_nobody_else(
    client, plan, chapter, town
):
    addresses = sites(plan, chapter)
    for role, person in town.people.items():
        client.force_login(person)
        for address in addresses:
            expected = 200 if role in MEMBERS else 404
            assert client.get(address).status_code == expected, (role, address)


def test_nobody_reads_without_signing_in(client, plan, chapter):
    for address in sites(plan, chapter):
        assert client.get(address).status_code == 302


def test_the_queue_shows_the_oldest_first_and_marks_what_was_revised(client, plan, town):
    first = Chapter.objects.get(book__plan=plan, book__number=1, number=1)
    second = Chapter.objects.get(book__plan=plan, book__number=1, number=2)
    for chapter in (first, second):
        write_all(chapter, by=town["coordinator"])
    chapters.submit(first, by=town["coordinator"])
    chapters.submit(second, by=town["coordinator"])
    chapters.send_back(first, by=town["mentor"], note="Sumber data?")
    chapters.submit(first, by=town["coordinator"])
    client.force_login(town["mentor"])

    page = client.get(reverse("masterplans:review_queue")).content.decode()

    assert page.index(second.label) < page.index(first.label)
    assert page.count("Diperbaiki sejak komentar Anda") == 2  # the view and the row
    nxt = client.get(reverse("masterplans:review_next"))
    assert nxt.url == second.get_absolute_url()
    skipped = client.get(reverse("masterplans:review_next") + f"?after={second.pk}")
    assert skipped.url == first.get_absolute_url()


def test_the_review_page_binds_the_verdict_to_the_revision_and_goes_on(client, submitted, town):
    client.force_login(town["mentor"])
    page = client.get(submitted.get_absolute_url())
    revision = submitted.latest_revision

    assert f'name="revision" value="{revision.pk}"' in page.content.decode()
    done = client.post(
        reverse("masterplans:chapter_approve", kwargs={"pk": submitted.pk}),
        {"revision": revision.pk, "records": page.context["verdict"]["fields"]["records"]},
        follow=True,
    )

    submitted.refresh_from_db()
    assert submitted.is_approved
    assert done.redirect_chain[-1][0] == reverse("masterplans:review_queue")


@pytest.mark.parametrize("named", ["", "abc", "999999"])
def test_a_verdict_without_the_right_revision_says_that_the_chapter_changed(
    client, submitted, town, named
):
    client.force_login(town["mentor"])

    page = client.post(
        reverse("masterplans:chapter_approve", kwargs={"pk": submitted.pk}),
        {"revision": named},
        follow=True,
    )

    assert "berubah sejak Anda membukanya" in page.content.decode()
    submitted.refresh_from_db()
    assert submitted.with_mentor


def test_sending_back_without_a_word_keeps_the_page_and_says_what_is_missing(
    client, submitted, town
):
    client.force_login(town["mentor"])
    address = reverse("masterplans:chapter_send_back", kwargs={"pk": submitted.pk})

    page = client.post(address, {"revision": submitted.latest_revision.pk, "note": " "})

    assert page.status_code == 422
    assert "catatan" in page.content.decode()
    client.post(address, {"revision": submitted.latest_revision.pk, "note": "Sebutkan sumber."})
    submitted.refresh_from_db()
    assert submitted.state == ChapterState.NEEDS_WORK


def test_comments_are_added_answered_asked_again_and_closed_through_the_panel(
    client, submitted, town
):
    section = submitted.sections.first()
    client.force_login(town["mentor"])
    panel = client.post(
        reverse("masterplans:comment_add", kwargs={"pk": submitted.pk}),
        {"section": section.pk, "quote": "Isi  bagian", "text": "Sumbernya?"},
        headers={"HX-Request": "true"},
    )
    assert panel.status_code == 200
    assert b"<html" not in panel.content
    comment = submitted.comments.get()
    assert (comment.quote, comment.section) == ("Isi bagian", section)

    client.force_login(town["writer"])
    answer = reverse("masterplans:comment_answer", kwargs={"pk": comment.pk})
    assert client.post(answer, {"text": "BPS."}).status_code == 302
    client.force_login(town["mentor"])
    client.post(
        reverse("masterplans:comment_ask_again", kwargs={"pk": comment.pk}), {"text": "Tahun?"}
    )
    comment.refresh_from_db()
    assert comment.state == "open"
    client.post(reverse("masterplans:comment_close", kwargs={"pk": comment.pk}))
    comment.refresh_from_db()
    assert (comment.state, comment.replies.count()) == ("closed", 2)


def test_a_comment_that_is_refused_keeps_what_was_typed(client, submitted, town):
    client.force_login(town["mentor"])
    chapters.approve(submitted, by=town["mentor"])

    page = client.post(
        reverse("masterplans:comment_add", kwargs={"pk": submitted.pk}), {"text": "Terlambat?"}
    )

    assert "Buka kembali" in page.content.decode()


def test_an_answer_that_is_refused_keeps_what_was_typed(client, submitted, town):
    comment = comments.add(submitted, text="?", by=town["mentor"])
    client.force_login(town["writer"])

    page = client.post(
        reverse("masterplans:comment_answer", kwargs={"pk": comment.pk}), {"text": "   "}
    )

    assert page.status_code == 422
    assert "Tulis yang ingin Anda sampaikan" in page.content.decode()


def test_a_writer_finds_the_sections_that_wait_first(client, plan, chapter, town):
    client.force_login(town["writer"])

    page = client.get(reverse("masterplans:my_sections")).content.decode()

    assert chapter.sections.first().title in page
    assert "Mulai menulis" in page


def test_who_may_not_write_a_section_reads_the_chapter_instead(client, chapter, town):
    section = chapter.sections.first()
    client.force_login(town["writer_of_another_agency"])

    assert client.get(section.get_absolute_url()).url == chapter.get_absolute_url()


def test_the_editor_saves_by_itself_and_says_when(client, chapter, town):
    section = chapter.sections.first()
    client.force_login(town["writer"])
    address = reverse("masterplans:section_autosave", kwargs={"pk": section.pk})

    answer = client.post(address, {"html": "<p>Satu dua</p>", "base_version": 0})

    assert answer.json()["state"] == "saved"
    assert (answer.json()["version"], answer.json()["words"]) == (1, 2)
    assert answer.json()["said"].startswith("Tersimpan")


def test_two_writers_meet_and_both_texts_are_shown(client, chapter, town):
    section = chapter.sections.first()
    sections.save(section, "<p>Teks kepala dinas</p>", by=town["agency_head"], base_version=0)
    client.force_login(town["writer"])

    answer = client.post(
        reverse("masterplans:section_autosave", kwargs={"pk": section.pk}),
        {"html": "<p>Teks penulis</p>", "base_version": 0},
    )
    page = client.post(
        section.get_absolute_url(), {"html": "<p>Teks penulis</p>", "base_version": 0}
    )

    assert answer.status_code == 409
    assert answer.json()["theirs"] == "<p>Teks kepala dinas</p>"
    text = page.content.decode()
    assert page.status_code == 409
    assert "Teks kepala dinas" in text
    assert "Teks penulis" in text
    assert 'name="base_version" value="1"' in text


def test_writing_in_an_approved_chapter_keeps_the_words_and_tells_to_reopen(
    client, submitted, town
):
    chapters.approve(submitted, by=town["mentor"])
    section = submitted.sections.first()
    client.force_login(town["writer"])

    page = client.post(section.get_absolute_url(), {"html": "<p>Baru</p>", "base_version": 1})

    assert page.status_code == 422
    assert "&lt;p&gt;Baru&lt;/p&gt;" in page.content.decode()
    assert "membukanya kembali" in page.content.decode()


def test_a_writer_without_script_may_send_plain_paragraphs(client, chapter, town):
    section = chapter.sections.first()
    client.force_login(town["writer"])

    client.post(section.get_absolute_url(), {"html": "Satu.\n\nDua & tiga.", "base_version": 0})

    section.refresh_from_db()
    assert section.html == "<p>Satu.</p>\n\n<p>Dua &amp; tiga.</p>"


def test_an_empty_chapter_is_refused_with_the_sections_that_lack_text(client, chapter, town):
    client.force_login(town["writer"])
    write_all(chapter, by=town["writer"])
    last = chapter.sections.last()
    sections.save(last, "", by=town["writer"], base_version=1)

    page = client.post(
        reverse("masterplans:chapter_submit", kwargs={"pk": chapter.pk}), follow=True
    )

    assert last.title in page.content.decode()
    assert not chapter.revisions.exists()


def test_the_coordinator_hands_out_a_chapter_but_only_to_agencies_of_the_region(
    client, chapter, town
):
    client.force_login(town["coordinator"])
    address = reverse("masterplans:chapter_assign", kwargs={"pk": chapter.pk})
    far = town["writer_elsewhere"].agency_memberships.get().agency

    wrong = client.post(address, {"agency": far.pk, "due_on": "2019-10-11"})
    right = client.post(address, {"agency": town.works.pk, "due_on": "2019-10-11"})

    assert wrong.status_code == 422
    assert 'value="2019-10-11"' in wrong.content.decode()
    assert right.status_code == 302
    chapter.refresh_from_db()
    assert (chapter.agency, str(chapter.due_on)) == (town.works, "2019-10-11")


def test_versions_are_listed_compared_and_restored(client, chapter, town):
    section = chapter.sections.first()
    sections.save(section, "<p>Lama</p>", by=town["writer"], base_version=0)
    sections.save(section, "<p>Baru</p>", by=town["writer"], base_version=1)
    old = section.texts.get(version=1)
    client.force_login(town["writer"])

    listed = client.get(reverse("masterplans:section_versions", kwargs={"pk": section.pk}))
    shown = client.get(reverse("masterplans:text_detail", kwargs={"pk": old.pk}))
    client.post(reverse("masterplans:text_restore", kwargs={"pk": old.pk}))

    assert "Versi 2" in listed.content.decode()
    assert "<del>Lama</del>" in shown.content.decode()
    section.refresh_from_db()
    assert (section.html, section.version) == ("<p>Lama</p>", 3)


def test_a_swot_statement_is_added_changed_and_removed(client, plan, town):
    client.force_login(town["coordinator"])
    slug = plan.enrolment.slug
    add = reverse("masterplans:record_add", kwargs={"slug": slug, "kind": "swot"})

    wrong = client.post(add, {"quadrant": "S", "statement": "", "evidence": "Bukti saya"})
    client.post(add, {"quadrant": "S", "statement": "Pantai"})
    item = SwotItem.objects.get()
    client.post(
        reverse("masterplans:record_change", kwargs={"kind": "swot", "pk": item.pk}),
        {"quadrant": "O", "statement": "Pantai bakau"},
    )
    item.refresh_from_db()

    assert wrong.status_code == 422
    assert "Bukti saya" in wrong.content.decode()
    assert (item.quadrant, item.statement) == ("O", "Pantai bakau")
    client.post(reverse("masterplans:record_remove", kwargs={"kind": "swot", "pk": item.pk}))
    assert not SwotItem.objects.exists()


def program_data(plan, **changes):
    edition = plan.enrolment.cohort.edition
    years = list(plan.enrolment.years)
    data = {
        "code": "",
        "name": "Satu Data",
        "dimension": edition.dimensions.get(code="governance").pk,
        "horizon": edition.horizons.first().pk,
        "years-TOTAL_FORMS": len(years),
        "years-INITIAL_FORMS": len(years),
    }
    for place, year in enumerate(years):
        data[f"years-{place}-year"] = year
    data["years-0-target"] = "60%"
    data["years-0-APBD"] = "1250000000"
    return data | changes


def test_a_programme_is_entered_with_its_years_and_keeps_input_when_refused(client, plan, town):
    client.force_login(town["coordinator"])
    add = reverse("masterplans:program_add", kwargs={"slug": plan.enrolment.slug})
    part_of_another = plan.enrolment.cohort.edition.dimensions.get(code="living").parts.first()

    wrong = client.post(add, program_data(plan, sub_dimension=part_of_another.pk))
    negative = client.post(add, program_data(plan, **{"years-0-APBD": "-5"}))
    right = client.post(add, program_data(plan))

    assert (wrong.status_code, negative.status_code, right.status_code) == (422, 422, 302)
    assert "1250000000" in wrong.content.decode()
    assert "Satu Data" in negative.content.decode()
    program = PlanProgram.objects.get()
    assert program.code == "GOV-01"
    assert [(b.year, b.fund, int(b.amount)) for b in program.budgets.all()] == [
        (2020, "APBD", 1_250_000_000)
    ]
    page = client.get(reverse("masterplans:program_list", kwargs={"slug": plan.enrolment.slug}))
    assert "Rp1.250.000.000" in page.content.decode()
    other = client.get(
        reverse("masterplans:program_list", kwargs={"slug": plan.enrolment.slug}),
        {"dimension": "living"},
    )
    assert "Satu Data" not in other.content.decode()


def test_an_agency_changes_its_own_programme_and_no_other(client, plan, town):
    edition = plan.enrolment.cohort.edition
    shared = {"dimension": edition.dimensions.first(), "horizon": edition.horizons.first()}
    own = records.add_program(
        plan, by=town["coordinator"], name="Milik PU", agency=town.works, **shared
    )
    other = records.add_program(plan, by=town["coordinator"], name="Milik lain", **shared)
    client.force_login(town["writer_of_another_agency"])

    def status(program):
        return client.get(
            reverse("masterplans:program_change", kwargs={"pk": program.pk})
        ).status_code

    assert (status(own), status(other)) == (200, 403)


def profile_data(win, **changes):
    return {
        "name": win.name,
        "dimension": win.dimension_id,
        "year": win.year,
        "months": 8,
        "problem": "Antre",
        "innovation": "Daring",
        "indicator": "Hari layanan",
        "milestones": "1-3 Bangun\n4 Uji",
        "risks-TOTAL_FORMS": 1,
        "risks-INITIAL_FORMS": 0,
        "risks-0-risk": "Server padam",
        "risks-0-likelihood": "2",
        "risks-0-impact": "4",
    } | changes


def test_a_quick_win_walks_from_nomination_to_final_and_says_what_it_lacks(client, plan, town):
    client.force_login(town["coordinator"])
    dimension = plan.enrolment.cohort.edition.dimensions.first()
    nominate = reverse("masterplans:quick_win_nominate", kwargs={"slug": plan.enrolment.slug})
    client.post(nominate, {"name": "Simpeltaru", "dimension": dimension.pk, "year": 2020})
    win = QuickWin.objects.get()
    verb = {
        v: reverse(f"masterplans:quick_win_{v}", kwargs={"pk": win.pk})
        for v in ("choose", "finalise", "drop", "profile")
    }
    client.post(verb["choose"])

    too_early = client.post(verb["finalise"], follow=True).content.decode()
    bad = client.post(verb["profile"], profile_data(win, milestones="kapan saja"))
    client.post(verb["profile"], profile_data(win, agency=town.works.pk))
    client.post(verb["finalise"])

    assert "Belum ada risiko" in too_early
    assert bad.status_code == 422
    assert "Server padam" in bad.content.decode()
    win.refresh_from_db()
    assert win.state == "final"
    assert win.milestones == [
        {"months": [1, 3], "title": "Bangun"},
        {"months": [4, 4], "title": "Uji"},
    ]
    assert win.risks.get().likelihood == 2


def test_dropping_a_quick_win_needs_a_reason(client, plan, town):
    dimension = plan.enrolment.cohort.edition.dimensions.first()
    win = quick_wins.nominate(plan, by=town["coordinator"], name="A", dimension=dimension)
    client.force_login(town["coordinator"])
    drop = reverse("masterplans:quick_win_drop", kwargs={"pk": win.pk})

    assert client.post(drop, {"reason": ""}).status_code == 422
    client.post(drop, {"reason": "Anggaran dialihkan"})

    win.refresh_from_db()
    assert win.state == "dropped"


def test_the_vision_and_a_mission_are_written(client, plan, town):
    client.force_login(town["coordinator"])
    slug = plan.enrolment.slug

    client.post(
        reverse("masterplans:vision_change", kwargs={"slug": slug}), {"vision": "Kota hijau"}
    )
    client.post(
        reverse("masterplans:record_add", kwargs={"slug": slug, "kind": "misi"}),
        {"text": "Layanan mudah", "rpjmd_reference": "Misi 1"},
    )

    page = client.get(reverse("masterplans:vision", kwargs={"slug": slug})).content.decode()
    assert "Kota hijau" in page
    mission = plan.missions.get()
    assert (mission.text, mission.rpjmd_reference) == ("Layanan mudah", "Misi 1")
