"""How does a test ask for a book from outside? A plan with a long Buku 2, then its draft."""

import django

django.setup()

from masterplans.models import Book, Section  # noqa: E402
from masterplans.services import plans, publication  # noqa: E402
from tests.factories import EnrolmentFactory  # noqa: E402
from tests.masterplans.pdf.samples import text  # noqa: E402
from tests.people import people_around  # noqa: E402


def ask() -> int:
    enrolment = EnrolmentFactory()
    town = people_around(enrolment)
    plan = plans.open_for(enrolment, by=town["ministry"])
    Section.objects.filter(chapter__book__plan=plan).update(html=text(8))
    book = Book.objects.get(plan=plan, number=2)
    return publication.request_draft(book, by=town["coordinator"]).pk


if __name__ == "__main__":
    print(ask())
