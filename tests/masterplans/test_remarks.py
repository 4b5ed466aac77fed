"""Do remarks stay with their passages and cells, and what becomes of suggestions?"""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Notice
from accounts.services import history
from masterplans import cells
from masterplans.models import Chapter, SwotItem
from masterplans.services import chapters, comments, records, sections, suggestions
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db
TEXT = (
    "<p>Masterplan disusun untuk tahun 2020 sampai dengan 2029. "
    "Jangka pendek hanya <em>tahun 2020</em>, jangka menengah sampai 2024.</p>"
    "<p>Layanan perizinan terpadu dijalankan mulai tahun 2021.</p>"
)


@pytest.fixture
def read(chapter, town):
    """A chapter that the mentor reads."""
    write_all(chapter, by=town["writer"], text=TEXT)
    return chapters.submit(chapter, by=town["writer"])


@pytest.fixture
def remark(read, town):
    def remark(quote="Jangka pendek hanya tahun 2020", **more):
        section = read.sections.first()
        return comments.add(
            read, section=section, quote=quote, text="Periksa.", by=town["mentor"], **more
        )

    return remark


@pytest.fixture
def save(read, town):
    """Send the chapter back and write a section anew."""

    def save(html):
        read.refresh_from_db()
        if read.with_mentor:
            chapters.send_back(read, by=town["mentor"], note="Perbaiki.")
        section = read.sections.first()
        return sections.save(section, html, by=town["writer"], base_version=section.version)

    return save


def test_a_remark_knows_where_its_passage_stands(remark):
    comment = remark("  Jangka pendek\n hanya tahun 2020 ")

    assert comment.quote == comment.standing == "Jangka pendek hanya tahun 2020"
    assert comment.prefix.endswith("sampai dengan 2029. ")
    assert not comment.lost


def test_a_remark_follows_its_passage_when_the_text_before_it_grows(remark, save):
    comment = remark()
    save(TEXT.replace("<p>Masterplan", "<p>Pendahuluan.</p><p>Masterplan"))
    before = comment.position

    comment.refresh_from_db()

    assert comment.position == before + len("Pendahuluan. ")
    assert comment.standing == comment.quote


def test_a_remark_follows_its_passage_when_words_of_it_change(remark, save):
    comment = remark()
    save(TEXT.replace("hanya <em>tahun 2020</em>", "adalah tahun 2020 dan 2021"))

    comment.refresh_from_db()

    assert "Jangka pendek" in comment.standing
    assert comment.quote == "Jangka pendek hanya tahun 2020"
    assert not comment.lost


def test_a_lost_passage_is_kept_with_its_words_and_found_again(remark, save):
    comment = remark()
    save("<p>Seluruh bagian ini ditulis ulang tanpa kalimat lama.</p>")
    comment.refresh_from_db()
    assert (comment.lost, comment.position) == (True, None)
    assert comment.quote == "Jangka pendek hanya tahun 2020"

    save(TEXT)

    comment.refresh_from_db()
    assert not comment.lost
    assert comment.position is not None


def test_a_short_passage_does_not_jump_to_other_words(remark, save):
    comment = remark("tahun 2020", prefix="Jangka pendek hanya ", suffix=", jangka menengah")
    save(TEXT.replace("Jangka pendek hanya <em>tahun 2020</em>, jangka menengah sampai 2024.", ""))

    comment.refresh_from_db()

    assert comment.lost


def test_an_accepted_suggestion_is_a_new_version_with_history_and_closes_the_remark(
    remark, read, town
):
    comment = remark("tahun 2020, jangka", replacement="tahun 2020 dan 2021, jangka")
    chapters.send_back(read, by=town["mentor"])
    before = read.sections.first().version

    section = suggestions.accept(comment, by=town["writer"])

    assert section.version == before + 1
    assert "tahun 2020 dan 2021, jangka</em> menengah" in section.html
    comment.refresh_from_db()
    assert (comment.state, comment.suggestion) == ("closed", "accepted")
    assert history.last_move(comment).data["version"] == section.version
    assert section.texts.first().why == "suggested"
    assert Notice.objects.filter(kind="masterplans.suggestion_accepted", to=town["mentor"]).exists()


def test_a_suggestion_whose_passage_changed_cannot_be_accepted(remark, save, town):
    comment = remark(replacement="Jangka pendek adalah 2020")
    save(TEXT.replace("hanya <em>tahun 2020</em>", "hanya pada tahun 2020"))

    with pytest.raises(Blocked):
        suggestions.accept(comment, by=town["writer"])


def test_a_suggestion_waits_while_the_mentor_reads(remark, town):
    comment = remark(replacement="Jangka pendek adalah 2020")

    with pytest.raises(Blocked):
        suggestions.accept(comment, by=town["writer"])
    with pytest.raises(PermissionDenied):
        suggestions.accept(comment, by=town["mentor"])
    with pytest.raises(PermissionDenied):
        suggestions.accept(comment, by=town["writer_elsewhere"])


def test_an_accepted_suggestion_cannot_be_accepted_twice(remark, read, town):
    comment = remark(replacement="Jangka pendek adalah 2020")
    chapters.send_back(read, by=town["mentor"])
    suggestions.accept(comment, by=town["writer"])

    with pytest.raises(Blocked):
        suggestions.accept(comment, by=town["writer"])


def test_a_declined_suggestion_carries_its_reason_to_the_mentor(remark, read, town):
    comment = remark(replacement="Jangka pendek adalah 2020")
    chapters.send_back(read, by=town["mentor"])
    with pytest.raises(ValidationError):
        suggestions.decline(comment, reason=" ", by=town["writer"])

    suggestions.decline(comment, reason="Sesuai Bimtek III.", by=town["writer"])

    comment.refresh_from_db()
    assert (comment.state, comment.suggestion) == ("answered", "declined")
    assert comment.replies.get().text == "Sesuai Bimtek III."
    assert read.sections.first().html == TEXT


@pytest.mark.parametrize(
    ("quote", "replacement"),
    [
        ("tidak ada di naskah sama sekali xyz", "lain"),
        ("", "lain"),
        ("sampai 2024. Layanan perizinan", "lain"),
        ("Jangka pendek hanya tahun 2020", "Jangka pendek hanya tahun 2020"),
        ("Jangka pendek hanya tahun 2020", "x" * 2001),
    ],
)
def test_a_suggestion_needs_one_passage_that_stands_there_and_other_words(
    remark, quote, replacement
):
    with pytest.raises(ValidationError):
        remark(quote, replacement=replacement)


def test_a_suggestion_of_nothing_takes_the_passage_out(remark, read, town):
    comment = remark(" Layanan perizinan terpadu dijalankan mulai tahun 2021.", replacement="")
    chapters.send_back(read, by=town["mentor"])

    assert "perizinan" not in suggestions.accept(comment, by=town["writer"]).html


def test_a_remark_on_a_cell_knows_the_value_then_and_now(plan, town):
    record = records.add(SwotItem, plan, by=town["coordinator"], quadrant="S", statement="Pantai")
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=4)
    cell = cells.find(plan, f"swotitem:{record.pk}:statement")
    comment = comments.add(chapter, cell=cell, text="Sumber?", by=town["mentor"])
    records.change(record, by=town["coordinator"], statement="Pantai 10 km")

    pair = (comment.record, comment.record_field)

    assert comment.quote == "Pantai"
    assert cells.values_now([pair]) == {pair: "Pantai 10 km"}
    records.remove(record, by=town["coordinator"])
    assert cells.values_now([pair]) == {pair: None}


@pytest.mark.parametrize("name", ["", "x", "swotitem:1:plan_id", "user:1:name", "swotitem:9:x:y"])
def test_only_cells_of_the_own_plan_can_be_named(plan, name):
    assert cells.find(plan, name) is None


def test_the_writing_page_counts_what_waits_for_an_answer_and_what_is_answered(
    client, remark, read, town
):
    open_, answered = remark(), remark()
    comments.answer(answered, text="Sudah diubah.", by=town["writer"])
    closed = remark()
    comments.close(closed, by=town["mentor"])
    chapters.send_back(read, by=town["mentor"], note="Perbaiki.")
    client.force_login(town["writer"])

    def counted():
        page = client.get(read.sections.first().get_absolute_url()).content.decode()
        panel = page.partition('id="talk"')[2].partition("</section>")[0]
        return panel.partition('class="count">')[2].partition("<")[0], panel

    count, panel = counted()
    assert count == "2"
    assert "1 komentar belum dijawab, 1 komentar menunggu jawabannya dibaca pembimbing" in panel

    comments.answer(open_, text="Juga sudah.", by=town["writer"])
    count, panel = counted()
    assert count == "2"
    assert "2 komentar menunggu jawabannya dibaca pembimbing" in panel
    assert "belum dijawab" not in panel
