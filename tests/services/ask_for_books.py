"""How do many cities ask for their books in one night, and one of them for a single chapter?"""

import sys

import django

django.setup()

from masterplans.models import Book, Section  # noqa: E402
from masterplans.services import plans, publication  # noqa: E402
from tests.factories import EnrolmentFactory  # noqa: E402
from tests.people import people_around  # noqa: E402


def ask(cities: int) -> None:
    """Ask for a draft for every city, then for one chapter; print the jobs in this order."""
    first = EnrolmentFactory()
    by = people_around(first)["ministry"]
    enrolments = [first, *(EnrolmentFactory(cohort=first.cohort) for _ in range(cities - 1))]
    for number, enrolment in enumerate(enrolments):
        plan = plans.open_for(enrolment, by=by)
        text = f"<p>Uraian kota ke-{number} (contoh).</p>"
        Section.objects.filter(chapter__book__plan=plan).update(html=text)
        book = Book.objects.get(plan=plan, number=2)
        print(publication.request_draft(book, by=by).pk)
    print(publication.request_chapter(book.chapters.first(), by=by).pk)


if __name__ == "__main__":
    ask(int(sys.argv[1]))
