"""Where is the executive summary drafted from the records, and what is asked before it is drafted again?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.services import summaries
from masterplans.views.books import visible_book
from masterplans.views.plans import plan_crumbs
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.numbers import naturals


@login_required
def book_summary(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what would be written where; what people wrote is replaced only where they tick it."""
    book = visible_book(request, slug, number)
    if not request.user.has_perm("masterplans.summarise_book", book):
        raise PermissionDenied("masterplans.summarise_book")
    if not summaries.is_summary(book):
        raise Http404
    if request.method == "POST":
        chosen = set(naturals(request.POST.getlist("replace")))
        counted: list[int] = []
        if attempt(
            request,
            lambda: counted.append(summaries.draft(book, by=request.user, replace=chosen)),
            done="",
        ):
            _say(request, counted[0])
            return redirect(book)
    rows = summaries.draftable(book)
    context = {
        "book": book,
        "plan": book.plan,
        "crumbs": plan_crumbs(book.plan, book.short, _("Draft from the records")),
        "rows": [_shown(row) for row in rows],
        "writable": any(not row.held and not row.is_same for row in rows),
    }
    return render(request, "masterplans/book_summary.html", context)


def _shown(row: summaries.Draftable) -> dict[str, Any]:
    """A section with its draft, and with what stands there when that reads differently."""
    now = "" if row.is_same else mark_safe(row.section.html)
    return {"row": row, "section": row.section, "text": mark_safe(row.html), "now": now}


def _say(request: HttpRequest, count: int) -> None:
    said = ngettext(
        "%(count)d section is drafted. Read and rewrite it before you hand it in.",
        "%(count)d sections are drafted. Read and rewrite them before you hand them in.",
        count,
    )
    messages.success(request, said % {"count": count})
