"""Print one book to a file: render_book kota-bontang-2019 2 --output buku-2.pdf [--draft]."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from masterplans.models import Book
from masterplans.pdf import context
from masterplans.pdf.book import build
from smartcity_portal.kit import blobs
from smartcity_portal.kit.pdf import PdfError


class Command(BaseCommand):
    help = "Print a book of an enrolment. Without --draft: its newest issued edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the enrolment, e.g. kota-bontang-2019")
        parser.add_argument("book", type=int, help="the number of the book, e.g. 2")
        parser.add_argument("--output", required=True, type=Path, help="the file to write")
        parser.add_argument("--draft", action="store_true", help="print the book as it stands now")
        parser.add_argument("--workers", type=int, default=1, help="processes that print chapters")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("id"):
            self._print(**options)

    def _print(self, *, slug: str, book: int, output: Path, draft: bool, **options: Any) -> None:
        found = Book.objects.filter(plan__enrolment__slug=slug, number=book).first()
        if found is None:
            raise CommandError(
                _("There is no book %(number)d of %(slug)s.") % {"number": book, "slug": slug}
            )
        if draft:
            self._draft(found, output, options["workers"])
        else:
            self._edition(found, output)

    def _draft(self, book: Book, output: Path, workers: int) -> None:
        start = time.perf_counter()
        try:
            built = build(context.book_content(book, at=timezone.now()), workers=workers)
        except PdfError as error:
            raise CommandError(str(error)) from error
        output.write_bytes(built.read())
        for problem in built.problems:
            self.stderr.write(problem)
        self.stdout.write(
            _("%(file)s: %(pages)d pages, %(printed)d parts printed, %(seconds).1f s")
            % {
                "file": output,
                "pages": built.pages,
                "printed": len(built.printed),
                "seconds": time.perf_counter() - start,
            }
        )

    def _edition(self, book: Book, output: Path) -> None:
        edition = book.editions.standing().order_by("-number").first()
        if edition is None:
            reasons = [_("%(book)s has not been issued yet. Use --draft.") % {"book": book}]
            raise CommandError("\n".join(reasons + context.missing(book)))
        output.write_bytes(blobs.read(edition.sha256))
        self.stdout.write(
            _("%(file)s: edition %(number)d, %(pages)d pages, SHA-256 %(sha256)s")
            % {
                "file": output,
                "number": edition.number,
                "pages": edition.pages,
                "sha256": edition.sha256,
            }
        )
