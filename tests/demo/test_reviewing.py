"""Does the demo show a phrasebook, kinds of fault and a suggestion, and loads them once?"""

import pytest

from masterplans.models import Comment, Phrase
from masterplans.services import chapters, comments
from smartcity_portal.demo import reviewing
from tests.masterplans.conftest import write_all

pytestmark = pytest.mark.django_db


def test_phrases_and_kinds_are_there_once(town):
    from masterplans.models import Chapter
    from masterplans.services import plans

    plan = plans.open_for(town.enrolment, by=town["ministry"])
    type(town.enrolment).objects.filter(pk=town.enrolment.pk).update(slug="kota-batam-2022")
    chapter = Chapter.objects.filter(book__plan=plan, book__number=1).first()
    write_all(chapter, by=town["coordinator"], text="<p>Satu dua tiga empat lima enam tujuh.</p>")
    chapters.submit(chapter, by=town["coordinator"])
    comments.add(chapter, text="Sumbernya?", by=town["mentor"])
    chapters.send_back(chapter, by=town["mentor"])
    users = {"kementerian": town["ministry"], "pembimbing": town["mentor"]}

    reviewing.load(users)
    reviewing.load(users)

    assert Phrase.objects.filter(owner=None).count() == len(reviewing.SHARED)
    assert Comment.objects.filter(is_suggestion=True).count() == 1
    assert not Comment.objects.filter(category="").exists()
