"""Which findings keep a book from being issued? The open ones that must be settled, one line each."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.checks.catalogue import sentence_of
from masterplans.checks.finding import record_name
from masterplans.models import Book, CheckResult, Foreword

MOST_LINES = 12


def findings_against(book: Book) -> list[str]:
    """Say what is open in the book's chapters and forewords, by place, twelve lines at most."""
    forewords = [record_name(row) for row in Foreword.objects.opening(book).only("pk")]
    rows = list(
        CheckResult.objects.filter(
            Q(chapter__book=book) | Q(plan=book.plan_id, record__in=forewords)
        )
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
        if row.chapter
        else sentence_of(row.rule, row.parameters)
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
