"""Which versions of a section are there, what changed between any two, and how is one restored?"""

from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.models import Section, SectionText
from masterplans.services import sections
from masterplans.views.differing import differences
from masterplans.views.kept import named, open_texts
from masterplans.views.sections import visible_section
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.numbers import natural


@login_required
def section_versions(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk)
    texts = list(section.texts.versions().select_related("by"))
    context = {
        "section": section,
        "crumbs": crumbs_of(section, _("Versions")),
        "rows": _rows(texts, section),
        "beside": open_texts(section, request.user),
        "may_restore": request.user.has_perm("masterplans.edit_section", section),
        "locked": sections.why_not_writable(section.chapter),
    }
    return render(request, "masterplans/section_versions.html", context)


@login_required
def section_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare any two kept texts of a section; the older one stands first whichever was picked."""
    section = visible_section(request, pk)
    texts = {text.pk: text for text in section.texts.select_related("by")}
    if not texts:
        return redirect("masterplans:section_versions", pk=pk)
    newest = [*section.texts.versions().values_list("pk", flat=True)[:2]] or [*texts]
    wanted = [request.GET.get("dari") or newest[-1], request.GET.get("ke") or newest[0]]
    picked = [_picked(texts, str(value)) for value in wanted]
    old, new = sorted(picked, key=lambda text: (text.version, text.pk))
    view = request.GET.get("tampilan", "")
    context = {
        "section": section,
        "crumbs": crumbs_of(section, _("Compare versions")),
        "old": named(old, section),
        "new": named(new, section),
        "choice": f"dari={old.pk}&ke={new.pk}",
        **differences(old.html, new.html, view=view),
    }
    return render(request, "masterplans/section_compare.html", context)


@login_required
def text_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a kept text, and what restoring it would change."""
    text = visible_text(request, pk)
    section = text.section
    context = {
        "text": text,
        "section": section,
        "crumbs": crumbs_of(section, _("Version %(number)s") % {"number": text.version}),
        "when": moment(text.at, section.enrolment.region),
        "whole": mark_safe(text.html),
        "is_present": text.html == section.html,
        "may_restore": request.user.has_perm("masterplans.edit_section", section),
        "locked": sections.why_not_writable(section.chapter),
        **differences(text.html, section.html, view=request.GET.get("tampilan", "")),
    }
    return render(request, "masterplans/text_detail.html", context)


@login_required
@require_POST
def text_restore(request: HttpRequest, pk: int) -> HttpResponse:
    text = visible_text(request, pk)
    done = _("Version %(number)s is the text of the section again.") % {"number": text.version}
    if attempt(request, lambda: sections.restore(text, by=request.user), done=done):
        return redirect(text.section)
    return redirect("masterplans:text_detail", pk=text.pk)


def visible_text(request: HttpRequest, pk: int) -> SectionText:
    """Return a kept text that the reader may see, with its section."""
    seen = Section.objects.visible_to(request.user)
    text = get_object_or_404(SectionText.objects.select_related("by"), pk=pk, section__in=seen)
    text.section = visible_section(request, text.section_id)
    return text


def crumbs_of(section: Section, last: str) -> list[dict[str, str]]:
    return [
        {"label": section.chapter.book.short, "url": section.chapter.book.get_absolute_url()},
        {
            "label": _("Chapter %(number)s") % {"number": section.chapter.number},
            "url": section.chapter.get_absolute_url(),
        },
        {"label": section.number, "url": section.get_absolute_url()},
        {"label": last, "url": ""},
    ]


def _picked(texts: dict[int, SectionText], value: str) -> SectionText:
    text = texts.get(natural(value) or 0)
    if text is None:
        raise Http404("no such text of this section")
    return text


def _rows(texts: list[SectionText], section: Section) -> list[dict[str, Any]]:
    """Return the versions, newest first, each with the words that it has more or fewer."""
    rows = [named(text, section) for text in texts]
    for row, before in pairwise(rows):
        row["more"] = row["words"] - before["words"]
        row["before"] = before["pk"]
    if rows:
        rows[-1]["more"] = rows[-1]["words"]
    for place, row in enumerate(rows):
        row["from"], row["to"] = place == 1, place == 0
    return rows
