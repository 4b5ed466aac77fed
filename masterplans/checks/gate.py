"""Which findings keep a book from being issued? The open ones that must be settled, one line each."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.checks.catalogue import sentence_of
from masterplans.models import Book, CheckResult

MOST_LINES = 12


def findings_against(book: Book) -> list[str]:
    """Say what is open in the book's chapters: by chapter and section, twelve lines at most."""
    rows = list(
        CheckResult.objects.filter(chapter__book=book)
        .open()
        .must()
        .select_related("chapter", "section__chapter")
        .order_by("order", "pk")
    )
    lines = [
        _("%(place)s: %(finding)s")
        % {
            "place": row.section or row.chapter.label,
            "finding": sentence_of(row.rule, row.parameters),
        }
        for row in rows[:MOST_LINES]
    ]
    more = len(rows) - MOST_LINES
    if more > 0:
        lines.append(
            ngettext(
                "%(count)s more finding of the checks must be settled.",
                "%(count)s more findings of the checks must be settled.",
                more,
            )
            % {"count": more}
        )
    return lines
