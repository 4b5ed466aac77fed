"""What changed from one issued edition of a book to another?"""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from masterplans import edition_changes
from masterplans.models import BookEdition
from masterplans.views.plans import plan_crumbs


@login_required
def edition_compare(request: HttpRequest, sha256: str) -> HttpResponse:
    """Compare an edition with the one before, or with ?dengan=<number>."""
    new = get_object_or_404(
        BookEdition.objects.visible_to(request.user).select_related(
            "book__plan__enrolment__region", "book__plan__enrolment__cohort"
        ),
        sha256=sha256,
    )
    others = list(new.book.editions.exclude(pk=new.pk))
    old = _other(others, new, request.GET.get("dengan", ""))
    book = new.book
    context = {
        "book": book,
        "old": old,
        "new": new,
        "others": others,
        "chapters": edition_changes.chapters(old, new),
        "records": edition_changes.records(old, new),
        "amounts": edition_changes.amounts(old, new),
        "crumbs": [
            *plan_crumbs(book.plan),
            {"label": book.short, "url": book.get_absolute_url()},
            {"label": _("Compare editions"), "url": ""},
        ],
    }
    return render(request, "masterplans/edition_compare.html", context)


def _other(others: list[BookEdition], new: BookEdition, wanted: str) -> BookEdition:
    """The edition asked for, else the one before; 404 when there is no other."""
    named = [row for row in others if str(row.number) == wanted]
    earlier = [row for row in others if row.number < new.number]
    found = named or earlier[:1] or others[:1]
    if not found:
        raise Http404
    return found[0]
