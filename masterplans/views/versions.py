"""Which versions of a section are there, what did each say, and how is one restored?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans import compare
from masterplans.models import Section, SectionText
from masterplans.services import sections
from masterplans.views.sections import visible_section
from smartcity_portal.kit.attempts import attempt
from smartcity_portal.kit.formats import moment


@login_required
def section_versions(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk)
    texts = list(section.texts.select_related("by"))
    context = {
        "section": section,
        "crumbs": _crumbs(section, _("Versions")),
        "events": [_event(text, section) for text in texts],
    }
    return render(request, "masterplans/section_versions.html", context)


@login_required
def text_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a kept text beside the present one."""
    text = _visible(request, pk)
    section = text.section
    context = {
        "text": text,
        "section": section,
        "crumbs": _crumbs(section, _("Version %(number)s") % {"number": text.version}),
        "when": moment(text.at, section.enrolment.region),
        "old": mark_safe(text.html),
        "new": mark_safe(section.html),
        "lines": compare.lines(text.html, section.html),
        "is_present": text.html == section.html,
        "may_restore": request.user.has_perm("masterplans.edit_section", section),
        "locked": sections.why_not_writable(section.chapter),
    }
    return render(request, "masterplans/text_detail.html", context)


@login_required
@require_POST
def text_restore(request: HttpRequest, pk: int) -> HttpResponse:
    text = _visible(request, pk)
    done = _("Version %(number)s is the text of the section again.") % {"number": text.version}
    if attempt(request, lambda: sections.restore(text, by=request.user), done=done):
        return redirect(text.section)
    return redirect("masterplans:text_detail", pk=text.pk)


def _visible(request: HttpRequest, pk: int) -> SectionText:
    seen = Section.objects.visible_to(request.user)
    text = get_object_or_404(SectionText.objects.select_related("by"), pk=pk, section__in=seen)
    text.section = visible_section(request, text.section_id)
    return text


def _crumbs(section: Section, last: str) -> list[dict[str, str]]:
    return [
        {"label": section.chapter.book.short, "url": section.chapter.book.get_absolute_url()},
        {
            "label": _("Chapter %(number)s") % {"number": section.chapter.numeral},
            "url": section.chapter.get_absolute_url(),
        },
        {"label": section.number, "url": section.get_absolute_url()},
        {"label": last, "url": ""},
    ]


def _event(text: SectionText, section: Section) -> dict[str, str]:
    present = text.version == section.version and text.kind != SectionText.Kind.CONFLICT
    return {
        "when": moment(text.at, section.enrolment.region),
        "title": _("Version %(number)s, %(who)s") % {"number": text.version, "who": text.by},
        "url": reverse("masterplans:text_detail", kwargs={"pk": text.pk}),
        "text": _("The present text") if present else text.get_kind_display(),
        "state": "now" if present else "",
    }
