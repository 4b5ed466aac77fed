"""Does a comment written in Word become a mentor's comment by a click, once, and only a mentor's?"""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from masterplans.models import Comment
from masterplans.services import word_imports, word_remarks
from smartcity_portal.kit.machine import Blocked
from tests.masterplans.word.documents import docx

pytestmark = pytest.mark.django_db


@pytest.fixture
def applied(chapter, town):
    section = chapter.sections.first()

    def write(document):
        document.add_paragraph("Warga menunggu empat belas hari.")

    arrival = word_imports.bring(
        chapter, io.BytesIO(docx(write)), name="bab.docx", by=town["writer"], section=section
    )
    findings = arrival.findings
    findings["remarks"] = [
        {"author": "Sari", "text": "Sumbernya?", "quote": "empat belas hari"},
        {"author": "", "text": "Terlalu pendek.", "quote": ""},
    ]
    arrival.findings = findings
    arrival.save(update_fields=["packed"])
    choice = word_imports.Choice(0, section, section.version)
    word_imports.apply(arrival, [choice], alts={}, by=town["writer"])
    arrival.refresh_from_db()
    return arrival


def test_a_mentor_takes_a_comment_over_once_and_it_finds_its_passage(applied, town, client):
    client.force_login(town["mentor"])
    page = client.get(applied.get_absolute_url()).content.decode()
    address = reverse("masterplans:word_remark", args=[applied.pk])
    assert page.count(address) == 2

    client.post(address, {"remark": "0"})
    client.post(address, {"remark": "0"})

    comment = Comment.objects.get()
    assert (comment.by, comment.quote) == (town["mentor"], "empat belas hari")
    assert comment.section == applied.section and comment.position is not None
    assert "Sari" in comment.text and "Sumbernya?" in comment.text
    shown = client.get(applied.get_absolute_url()).content.decode()
    assert shown.count(address) == 1 and f"#thread-{comment.pk}" in shown


def test_writers_take_nothing_over_and_a_wrong_number_is_named(applied, town, client):
    with pytest.raises(PermissionDenied):
        word_remarks.take_over(applied, 0, by=town["writer"])
    with translation.override("en"), pytest.raises(Blocked, match="no longer in the document"):
        word_remarks.take_over(applied, 7, by=town["mentor"])
    client.force_login(town["writer"])
    address = reverse("masterplans:word_remark", args=[applied.pk])
    assert address not in client.get(applied.get_absolute_url()).content.decode()
    assert client.post(address, {"remark": "0"}).status_code == 403
