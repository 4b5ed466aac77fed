"""Which chapter is read while its page is measured? Thirty pages with sixty remarks, then taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import transaction

from accounts.models import User
from masterplans import html as permitted
from masterplans import passages
from masterplans.models import Chapter, Section
from masterplans.services import chapters, comments, sections
from smartcity_portal.bench.crowd import Undo
from smartcity_portal.bench.volumes import volume

PAGES = 30
LETTERS = 60


@contextmanager
def long_chapter(remarks: int, *, again: bool = False) -> Iterator[Chapter]:
    """Give the chapter that waits longest for Batam's mentor a long text and so many remarks.

    With `again` it was sent back, changed in each section, and waits for a second reading.
    """
    mentor = User.objects.get(username="pembimbing")
    team = User.objects.get(username="koordinator")
    try:
        with transaction.atomic():
            waiting = Chapter.objects.awaiting_review_by(mentor)
            chapter = _lengthened(waiting.filter(revisions__verdicts=None)[0], team)
            _remark(chapter, remarks, mentor)
            if again:
                _send_round(chapter, mentor, team)
            yield chapter
            raise Undo
    except Undo:
        pass


def _lengthened(chapter: Chapter, team: User) -> Chapter:
    chapters.withdraw(chapter, by=team)
    written = [part.html for book in volume(PAGES).chapters for part in book.sections]
    places = list(chapter.sections.all())
    for number, section in enumerate(places):
        share = "".join(islice(written, number, None, len(places)))
        _save(section, share, team)
    return chapters.submit(chapter, by=team)


def _remark(chapter: Chapter, remarks: int, mentor: User) -> None:
    places = [(section, passages.words_of(section.html)) for section in chapter.sections.all()]
    for number in range(remarks):
        section, text = places[number % len(places)]
        start = (number // len(places)) * 900 + 40
        quote = text[start : start + LETTERS]
        if quote:
            comments.add(chapter, section=section, quote=quote, text="Periksa.", by=mentor)


def _send_round(chapter: Chapter, mentor: User, team: User) -> None:
    chapters.send_back(chapter, by=mentor, note="Perbaiki (contoh).")
    for comment in chapter.comments.open():
        comments.answer(comment, text="Sudah (contoh).", by=team)
    for section in chapter.sections.all():
        _save(section, section.html.replace(". ", ", kemudian. ", 3), team)
    chapters.submit(chapter, by=team)


def _save(section: Section, html: str, team: User) -> None:
    text = permitted.clean(html, slug=section.enrolment.slug)
    sections.save(section, text, by=team, base_version=section.version)
