"""How does a mentor approve with own edits, and how does the region answer? A copy, and its differences."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans import html as permitted
from masterplans.forms import NoteForm, ReasonForm
from masterplans.models import Chapter, MentorEdit, Section
from masterplans.services import mentor_edits
from masterplans.states import EditState
from masterplans.views import chapters, review
from masterplans.views.chapter_addresses import visible_chapter
from masterplans.views.differing import differences
from smartcity_portal.kit.attempts import attempt, attempt_form, reasons_of
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.signs import leaves_out_nul

TONES = {
    EditState.DRAFT: "busy",
    EditState.OFFERED: "wait",
    EditState.CONFIRMED: "ok",
    EditState.REFUSED: "redo",
    EditState.WITHDRAWN: "none",
}


@login_required
@require_POST
def mentor_edit_begin(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    begun: list[MentorEdit] = []
    if attempt(request, lambda: begun.append(mentor_edits.begin(chapter, by=request.user))):
        return redirect(begun[0])
    return redirect(chapter)


@login_required
def mentor_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the copy: to its mentor as work, to the region as differences to confirm or refuse."""
    return _page(request, visible_edit(request, pk))


@leaves_out_nul
@login_required
def mentor_edit_write(request: HttpRequest, pk: int, section: int) -> HttpResponse:
    """Write one section of the copy; a POST saves, an autosave is answered in JSON."""
    edit = visible_edit(request, pk)
    part = get_object_or_404(edit.chapter.sections.all(), pk=section)
    part.chapter = edit.chapter
    if edit.by_id != request.user.pk:
        raise PermissionDenied("masterplans.offer_edits_chapter")
    if request.method == "POST":
        return _saved(request, edit, part)
    if not edit.is_draft:
        return redirect(edit)
    return _writing(request, edit, part, text_of(edit, part))


@login_required
@require_POST
def mentor_edit_offer(request: HttpRequest, pk: int) -> HttpResponse:
    edit = visible_edit(request, pk)
    form = NoteForm(request.POST)
    done = _("The region was asked to confirm your edits.")
    if attempt_form(
        request,
        form,
        lambda: mentor_edits.offer(edit, note=form.cleaned_data["note"], by=request.user),
        done=done,
    ):
        return review.go_on(request, edit.chapter.pk)
    return _page(request, edit, offer=form)


@login_required
@require_POST
def mentor_edit_discard(request: HttpRequest, pk: int) -> HttpResponse:
    edit = visible_edit(request, pk)
    chapter = edit.chapter
    done = _("Your copy was thrown away. The text of the region is as it was.")
    attempt(request, lambda: mentor_edits.discard(edit, by=request.user), done=done)
    return redirect(chapter)


@login_required
@require_POST
def mentor_edit_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    edit = visible_edit(request, pk)
    done = _("Your edits were taken back. The chapter waits for your review again.")
    attempt(request, lambda: mentor_edits.take_back(edit, by=request.user), done=done)
    return redirect(edit.chapter)


@login_required
@require_POST
def mentor_edit_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    edit = visible_edit(request, pk)
    done = _("The edits are in the text and %(chapter)s is approved.") % {
        "chapter": edit.chapter.label
    }
    attempt(request, lambda: mentor_edits.confirm(edit, by=request.user), done=done)
    return redirect(edit.chapter)


@login_required
@require_POST
def mentor_edit_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    edit = visible_edit(request, pk)
    form = ReasonForm(request.POST)
    if attempt_form(
        request,
        form,
        lambda: mentor_edits.refuse(edit, reason=form.cleaned_data["reason"], by=request.user),
        done=_("The mentor reads your reason and judges again."),
    ):
        return redirect(edit.chapter)
    return _page(request, edit, refuse=form)


def visible_edit(request: HttpRequest, pk: int) -> MentorEdit:
    """Return edits that the reader may see: a draft only its mentor, the rest the region."""
    rows = MentorEdit.objects.select_related("by", "decided_by", "revision")
    edit = get_object_or_404(
        rows, pk=pk, revision__chapter__in=Chapter.objects.visible_to(request.user)
    )
    edit.revision.chapter = visible_chapter(request, edit.revision.chapter_id)
    if edit.is_draft and edit.by_id != request.user.pk:
        raise PermissionDenied("masterplans.offer_edits_chapter")
    return edit


def text_of(edit: MentorEdit, section: Section) -> str:
    """Return a section as the copy has it now."""
    part = edit.parts.filter(section=section).first()
    if part is not None:
        return part.html
    for kept in edit.revision.sections:
        if kept["pk"] == section.pk:
            return kept["html"]
    return ""


def _saved(request: HttpRequest, edit: MentorEdit, section: Section) -> HttpResponse:
    text = request.POST.get("html", "")
    wants_json = "application/json" in request.headers.get("accept", "")
    try:
        mentor_edits.write(edit, section, text, by=request.user)
    except Blocked as blocked:
        if wants_json:
            return JsonResponse({"state": "blocked", "reasons": blocked.reasons}, status=423)
        for reason in reasons_of(blocked):
            messages.error(request, reason)
        return _writing(request, edit, section, text, status=422)
    if wants_json:
        said = _("Saved in your copy")
        return JsonResponse({"state": "saved", "words": permitted.word_count(text), "said": said})
    messages.success(request, _("Saved in your copy"))
    return redirect(edit)


def _writing(
    request: HttpRequest, edit: MentorEdit, section: Section, text: str, *, status: int = 200
) -> HttpResponse:
    context = {
        "edit": edit,
        "chapter": edit.chapter,
        "section": section,
        "text": text,
        "extensions": permitted.EXTENSIONS,
        "words": permitted.word_count(text),
        "crumbs": [
            *_crumbs(edit, request.user),
            {"label": _("Your edits"), "url": edit.get_absolute_url()},
            {"label": section.number, "url": ""},
        ],
    }
    return render(request, "masterplans/mentor_edit_write.html", context, status=status)


def _page(request: HttpRequest, edit: MentorEdit, **forms: Any) -> HttpResponse:
    user, chapter = request.user, edit.chapter
    own = edit.by_id == user.pk
    parts = {part.section_id: part for part in edit.parts.all()}
    decides = user.has_perm("masterplans.confirm_edits_chapter", chapter)
    offered = edit.state == EditState.OFFERED
    context = {
        "edit": edit,
        "chapter": chapter,
        "own": own,
        "tone": TONES[EditState(edit.state)],
        "word": edit.get_state_display(),
        "when": moment(edit.offered_at or edit.at, chapter.enrolment.region),
        "crumbs": [*_crumbs(edit, user), {"label": _("Edits of the mentor"), "url": ""}],
        "sections": [
            _row(edit, section, parts.get(section.pk)) for section in chapter.sections.all()
        ],
        "changed": [
            {"section": section, **differences(part.read, part.html)}
            for section in chapter.sections.all()
            if (part := parts.get(section.pk)) and part.is_changed
        ],
        "offer": _offer(edit, forms.get("offer")) if own and edit.is_draft else None,
        "take_back": _url("take_back", edit) if own and offered else "",
        "discard": _url("discard", edit) if own and edit.is_draft else "",
        "confirm": _url("confirm", edit) if decides and offered else "",
        "refuse": _refusal(edit, forms.get("refuse")) if decides and offered else None,
    }
    return render(request, "masterplans/mentor_edit.html", context, status=422 if forms else 200)


def _row(edit: MentorEdit, section: Section, part: Any) -> dict[str, Any]:
    url = reverse("masterplans:mentor_edit_write", kwargs={"pk": edit.pk, "section": section.pk})
    return {"section": section, "changed": bool(part and part.is_changed), "url": url}


def _offer(edit: MentorEdit, form: NoteForm | None) -> dict[str, Any]:
    return {
        "label": _("Approve with my edits"),
        "title": _("Approve with these edits?"),
        "text": _(
            "The region sees what you changed and confirms or refuses it. Then it is approved."
        ),
        "url": _url("offer", edit),
        "submit": _("Approve with my edits"),
        "form": form or NoteForm(),
        "open": form is not None,
    }


def _refusal(edit: MentorEdit, form: ReasonForm | None) -> dict[str, Any]:
    return {
        "label": _("Refuse the edits"),
        "title": _("Refuse the edits?"),
        "text": _("Your text stays as it was handed in, and the mentor judges again."),
        "url": _url("refuse", edit),
        "submit": _("Refuse the edits"),
        "form": form or ReasonForm(),
        "open": form is not None,
    }


def _crumbs(edit: MentorEdit, user: Any) -> list[dict[str, str]]:
    chapter = edit.chapter
    return [
        *chapters.crumbs(chapter, user)[:-1],
        {"label": chapter.label, "url": chapter.get_absolute_url()},
    ]


def _url(verb: str, edit: MentorEdit) -> str:
    return reverse(f"masterplans:mentor_edit_{verb}", kwargs={"pk": edit.pk})
