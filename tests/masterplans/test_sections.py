"""What happens to words while people write? Saved, collapsed, kept twice, restored; never lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from masterplans.models import SectionText
from masterplans.services import sections
from smartcity_portal.kit.machine import Blocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(chapter):
    return chapter.sections.first()


def test_a_text_is_cleaned_and_counted_when_it_is_saved(section, town):
    saved = sections.save(
        section, "<p onclick=x>Isi</p><script>1</script>", by=town["writer"], base_version=0
    )

    assert (saved.html, saved.version, saved.updated_by) == ("<p>Isi</p>", 1, town["writer"])
    assert saved.texts.get().kind == SectionText.Kind.KEPT


def test_the_same_text_again_is_no_new_version(section, town):
    sections.save(section, "<p>Isi</p>", by=town["writer"], base_version=0)

    again = sections.save(section, "<p>Isi</p>", by=town["agency_head"], base_version=0)

    assert again.version == 1


def test_autosaves_of_one_person_are_one_version_until_somebody_keeps_it(section, town):
    now = timezone.now()
    for number in range(4):
        sections.save(
            section,
            f"<p>{number}</p>",
            by=town["writer"],
            base_version=number,
            autosave=True,
            at=now,
        )
    assert [(t.version, t.kind, t.html) for t in section.texts.all()] == [
        (4, "autosave", "<p>3</p>")
    ]

    sections.save(section, "<p>3</p>", by=town["writer"], base_version=4)
    sections.save(section, "<p>lain</p>", by=town["writer"], base_version=4, autosave=True)

    assert [t.kind for t in section.texts.all()] == ["autosave", "kept"]


def test_autosaves_of_two_people_or_of_two_hours_stay_apart(section, town):
    now = timezone.now()
    sections.save(section, "<p>1</p>", by=town["writer"], base_version=0, autosave=True, at=now)
    sections.save(
        section, "<p>2</p>", by=town["agency_head"], base_version=1, autosave=True, at=now
    )
    sections.save(
        section,
        "<p>3</p>",
        by=town["agency_head"],
        base_version=2,
        autosave=True,
        at=now + timedelta(hours=1),
    )

    assert section.texts.count() == 3


def test_two_texts_that_meet_are_both_kept(section, town):
    sections.save(section, "<p>Pertama</p>", by=town["agency_head"], base_version=0)

    with pytest.raises(sections.Conflict) as met:
        sections.save(section, "<p>Kedua</p>", by=town["writer"], base_version=0)

    section.refresh_from_db()
    assert section.html == "<p>Pertama</p>"
    assert (met.value.mine.html, met.value.theirs.html) == ("<p>Kedua</p>", "<p>Pertama</p>")
    kept = section.texts.get(kind="conflict")
    assert (kept.html, kept.by) == ("<p>Kedua</p>", town["writer"])


def test_trying_again_in_a_conflict_keeps_one_row_with_the_newest_words(section, town):
    sections.save(section, "<p>Pertama</p>", by=town["agency_head"], base_version=0)
    for text in ("<p>Kedua</p>", "<p>Kedua dan lagi</p>"):
        with pytest.raises(sections.Conflict):
            sections.save(section, text, by=town["writer"], base_version=0, autosave=True)

    assert section.texts.get(kind="conflict").html == "<p>Kedua dan lagi</p>"


def test_a_conflict_on_a_text_without_version_rows_shows_what_is_there(section, town):
    type(section).objects.filter(pk=section.pk).update(html="<p>Dimuat</p>", version=3)

    with pytest.raises(sections.Conflict) as met:
        sections.save(section, "<p>Baru</p>", by=town["writer"], base_version=1)

    assert met.value.theirs.html == "<p>Dimuat</p>"


def test_an_older_text_is_restored_as_a_new_version(section, town):
    sections.save(section, "<p>Lama</p>", by=town["writer"], base_version=0)
    sections.save(section, "<p>Baru</p>", by=town["writer"], base_version=1)

    sections.restore(section.texts.get(version=1), by=town["writer"])

    section.refresh_from_db()
    assert (section.html, section.version) == ("<p>Lama</p>", 3)
    with pytest.raises(Blocked):
        sections.restore(section.texts.get(version=3), by=town["writer"])


@pytest.mark.parametrize(
    "role", ["ministry", "mentor", "writer_of_another_agency", "assessor", "observer", "stranger"]
)
def test_who_does_not_write_the_section_cannot_save_it(section, town, role):
    with pytest.raises(PermissionDenied):
        sections.save(section, "<p>x</p>", by=town[role], base_version=0)


def test_a_text_of_a_million_letters_is_refused_with_a_sentence(section, town):
    with pytest.raises(Blocked) as refused:
        sections.save(section, "a" * 1_000_001, by=town["writer"], base_version=0)

    assert refused.value.reasons
