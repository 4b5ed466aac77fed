"""Where does an agency write? Its own list, the writing page, and the autosave behind it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans import html as permitted
from masterplans import progress
from masterplans.forms import SectionAssignForm, StrokeForm
from masterplans.models import Section
from masterplans.pdf import labels
from masterplans.services import assigning, pens, sections, summaries
from masterplans.states import CommentState
from masterplans.views import findings, reading, signed_out, threads
from masterplans.views.asking import asked_of
from masterplans.views.kept import open_texts
from masterplans.views.rows import section_rows
from smartcity_portal.kit.attempts import attempt_form
from smartcity_portal.kit.formats import clock
from smartcity_portal.kit.numbers import natural
from smartcity_portal.kit.signs import leaves_out_nul


@login_required
def my_sections(request: HttpRequest) -> HttpResponse:
    mine = progress.with_states(Section.objects.of_writer(request.user).for_states())
    context = {
        "rows": section_rows(mine),
        "done": progress.completeness_of(mine).done,
        "total": len(mine),
    }
    return render(request, "masterplans/my_sections.html", context)


@leaves_out_nul
def section_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the writing page; a POST saves what the editor, or a plain textarea, holds."""
    if not request.user.is_authenticated:
        return signed_out.keep_and_ask_to_sign_in(request, pk)
    section = visible_section(request, pk)
    if not request.user.has_perm("masterplans.edit_section", section):
        return redirect(section.chapter)
    if request.method != "POST":
        if kept := signed_out.take_back(request, pk):
            messages.info(request, _("Here is the text that you wrote last. Save it."))
            return _page(request, section, form=StrokeForm(kept | {"base_version": kept["base"]}))
        return _page(request, section)
    form = StrokeForm(request.POST)
    conflict: sections.Conflict | None = None

    def save() -> None:
        nonlocal conflict
        try:
            sections.save(
                section,
                form.cleaned_data["html"],
                by=request.user,
                base_version=form.cleaned_data["base_version"],
                stroke=form.sent_as,
            )
        except sections.Conflict as both:
            conflict = both

    if not attempt_form(request, form, save) or conflict:
        return _page(request, section, form=form, conflict=conflict)
    messages.success(request, _("Saved."))
    return redirect(section.chapter if request.POST.get("then") == "leave" else section)


@login_required
@require_POST
def section_assign(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk)
    form = SectionAssignForm(request.POST, section=section)
    if not request.user.has_perm("masterplans.assign_chapter", section.chapter):
        raise PermissionDenied("masterplans.assign_chapter")
    if not attempt_form(
        request,
        form,
        lambda: assigning.assign_section(section, form.cleaned_data["agency"], by=request.user),
        done=_("The section was handed out."),
    ):
        for error in [e for errors in form.errors.values() for e in errors]:
            messages.error(request, error)
    return redirect(section.chapter)


def visible_section(request: HttpRequest, pk: int) -> Section:
    """Return a section that the reader may see, with its chapter and names."""
    return get_object_or_404(Section.objects.visible_to(request.user).with_names(), pk=pk)


def saved_line(section: Section) -> str:
    """Say when the text was last saved; empty for a blank section."""
    if section.updated_at is None:
        return ""
    return _("Saved %(time)s") % {"time": clock(section.updated_at, section.enrolment.region)}


def _page(
    request: HttpRequest,
    section: Section,
    *,
    form: StrokeForm | None = None,
    conflict: sections.Conflict | None = None,
) -> HttpResponse:
    user, chapter = request.user, section.chapter
    asked = asked_of(section, user)
    context = {
        "section": section,
        "chapter": chapter,
        "crumbs": _crumbs(section),
        "form": form,
        "text": form.data.get("html", "")
        if form is not None
        else labels.written(section.html, section),
        "base_version": _next_base(section, form, conflict),
        "conflict": conflict,
        "locked": sections.why_not_writable(chapter),
        "drafted": summaries.is_draft(section),
        "extensions": permitted.EXTENSIONS,
        "saved": saved_line(section),
        "words": permitted.word_count(section.html),
        "blocks": _blocks(section),
        "checks": findings.panel(chapter, reader=user, section=section),
        "asked": asked,
        "submission": reading.submission(chapter, user),
        "beside": [] if conflict else open_texts(section, user),
        "pen": pens.written_by_somebody_else(section, user),
        **reading.state_of(chapter, user),
        "tone": asked["tone"],
        "word": asked["word"],
        **_talk(section, user),
    }
    sent = request.method == "POST" and form is not None
    status = 409 if conflict else 422 if sent else 200
    return render(request, "masterplans/section_write.html", context, status=status)


def _next_base(
    section: Section, form: StrokeForm | None, conflict: sections.Conflict | None
) -> int:
    """After a conflict the next save is based on what the other person wrote."""
    if conflict:
        return conflict.theirs.version
    sent = natural(form.data.get("base_version")) if form is not None else None
    return section.version if sent is None else sent


def _crumbs(section: Section) -> list[dict[str, str]]:
    chapter = section.chapter
    return [
        {"label": _("My sections"), "url": reverse("masterplans:my_sections")},
        {"label": chapter.book.short, "url": chapter.book.get_absolute_url()},
        {
            "label": _("Chapter %(number)s") % {"number": chapter.number},
            "url": chapter.get_absolute_url(),
        },
        {"label": section.number, "url": ""},
    ]


def _blocks(section: Section) -> list[dict[str, Any]]:
    """Name the records that the book shows below this text, with the door to each."""
    slug = section.enrolment.slug
    kinds = dict.fromkeys(name.partition(":")[0] for name in section.blocks)
    return [
        {"label": reading.BLOCKS[kind].label, "url": reading.records_url(kind, slug)}
        for kind in kinds
    ]


def _talk(section: Section, user: Any) -> dict[str, Any]:
    comments = list(
        section.chapter.comments.filter(section=section)
        .exclude(state=CommentState.CLOSED)
        .with_talk()
    )
    for comment in comments:
        comment.chapter, comment.section = section.chapter, section
    waiting = sum(comment.state == CommentState.OPEN for comment in comments)
    return {
        "threads": threads.threads_of(comments, section.chapter, reader=user),
        "waiting": waiting,
        "answered": len(comments) - waiting,
    }
