"""Does what a mentor wrote on a chapter in Word stand beside the same words in the portal?"""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from masterplans.models import Comment, WordImport
from masterplans.services import chapters, sections, word_exports, word_remarks
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db
WORDS = {0: "Luas wilayah empat ratus hektare.", 1: "Warga menunggu empat belas hari."}


@pytest.fixture
def under_review(chapter, town):
    for number, section in enumerate(chapter.sections.all()):
        text = f"<p>{WORDS.get(number, 'Isi.')}</p>"
        sections.save(section, text, by=town["writer"], base_version=0)
    return chapters.submit(chapter, by=town["writer"])


@pytest.fixture
def commented(under_review):
    """The chapter as Word hands it back: two remarks on words, one of somebody else."""
    document = Document(io.BytesIO(word_exports.of_chapter(under_review)))
    for words, text, author in (
        (WORDS[0], "Sumber angkanya?", "Mentor"),
        (WORDS[1], "Sebutkan tahunnya.", "Rekan"),
    ):
        runs = next(p for p in document.paragraphs if words in p.text).runs
        document.add_comment(runs, text=text, author=author)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def bring(chapter, content, by):
    return word_remarks.bring(chapter, io.BytesIO(content), name="bab.docx", by=by)


def test_each_comment_finds_its_section_and_its_words(under_review, commented, town):
    arrival = bring(under_review, commented, town["mentor"])
    assert word_remarks.take_over_many(arrival, [0, 1], by=town["mentor"]) == 2
    one, two = Comment.objects.order_by("section__order")
    assert (one.text, one.quote, one.position) == ("Sumber angkanya?", WORDS[0], 0)
    assert two.text.endswith("Sebutkan tahunnya.") and "Rekan" in two.text
    assert [row.section.order for row in (one, two)] == [1, 2]
    assert (one.by, one.lost, two.lost) == (town["mentor"], False, False)


def test_the_text_stays_as_it_is(under_review, commented, town):
    before = [row.version for row in under_review.sections.all()]
    arrival = bring(under_review, commented, town["mentor"])
    word_remarks.take_over_many(arrival, [0, 1], by=town["mentor"])
    assert [row.version for row in under_review.sections.all()] == before


def test_a_document_brought_twice_says_nothing_twice(under_review, commented, town):
    for _time in range(2):
        arrival = bring(under_review, commented, town["mentor"])
        word_remarks.take_over_many(arrival, [0, 1], by=town["mentor"])
        word_remarks.take_over_many(arrival, [0, 1], by=town["mentor"])
    assert Comment.objects.count() == 2


def test_names_from_word_can_be_left_out(under_review, commented, town):
    arrival = bring(under_review, commented, town["mentor"])
    word_remarks.take_over_many(arrival, [1], by=town["mentor"], author_named=False)
    assert Comment.objects.get().text == "Sebutkan tahunnya."


def test_only_mentors_bring_comments_and_none_to_an_approved_chapter(under_review, commented, town):
    for role in ("writer", "coordinator", "ministry"):
        with pytest.raises(PermissionDenied):
            bring(under_review, commented, town[role])
    approved = chapters.approve(under_review, by=town["mentor"])
    with pytest.raises(Blocked):
        bring(approved, commented, town["mentor"])


def test_on_the_pages_they_are_ticked_and_nothing_of_the_text_is_offered(
    client, under_review, commented, town
):
    client.force_login(town["mentor"])
    assert "komentar-word" in client.get(under_review.get_absolute_url()).content.decode()
    address = reverse("masterplans:chapter_word_remarks", args=[under_review.pk])
    assert client.get(address).status_code == 200
    file = SimpleUploadedFile("bab.docx", commented)
    shown = client.post(address, {"file": file}, follow=True).content.decode()
    assert shown.count('name="remark"') == 2 and 'name="to-0"' not in shown
    arrival = WordImport.objects.get()
    taken = reverse("masterplans:word_remark", args=[arrival.pk])
    client.post(taken, {"remark": ["0", "1"], "unnamed": "on"})
    assert Comment.objects.count() == 2
    client.post(taken, {"remark": ["x", "99"]})
    assert Comment.objects.count() == 2


def test_a_bad_file_is_named_beside_its_field(client, under_review, town):
    client.force_login(town["mentor"])
    address = reverse("masterplans:chapter_word_remarks", args=[under_review.pk])
    answer = client.post(address, {"file": SimpleUploadedFile("bab.docx", b"bukan Word")})
    assert answer.status_code == 422
    assert not WordImport.objects.exists()
