"""What does a chapter look like to read and to judge, and which step is asked of it?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.forms import AssignForm, NoteForm
from masterplans.models import Chapter
from masterplans.services import assigning, chapters
from masterplans.states import CHAPTER
from masterplans.views import (
    endorsements,
    findings,
    kept,
    reading,
    rereading,
    review,
    rounds,
    threads,
    verdicts,
)
from masterplans.views.chapter_addresses import named_revision, visible_chapter
from smartcity_portal.kit.attempts import attempt, attempt_form


@login_required
def chapter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, visible_chapter(request, pk))


def page(request: HttpRequest, chapter: Chapter, **forms: Any) -> HttpResponse:
    """Show the chapter; `forms` are bound forms whose input is kept."""
    user = request.user
    verdict = rereading.last_verdict(chapter, user)
    views = rereading.views_of(chapter, verdict, request.GET.get("tampil", ""), user)
    remarks = threads.remarks_on(chapter)
    context = {
        "chapter": chapter,
        "crumbs": crumbs(chapter, user),
        "submitted": reading.submitted_line(chapter),
        "history": reading.timeline_of(chapter),
        "given": verdicts.given(chapter),
        "checklist": verdicts.checklist_of(chapter, user),
        "edits": verdicts.edits_waiting(chapter, user),
        "checks": findings.panel(chapter, reader=user),
        "writing_now": [] if chapter.is_locked else kept.writing_now(chapter, user),
        "beside": kept.open_texts_in(chapter),
        **views,
        **reading.state_of(chapter, user),
        **threads.talk_about(
            request, chapter, remarks, form=forms.get("comment"), kept=forms.get("kept")
        ),
    }
    if verdict and views["changed_only"]:
        context["changed"] = rereading.changes_since(verdict, chapter, remarks)
    else:
        marks = threads.marks_of(remarks)
        context["sections"] = reading.shown_sections(chapter, reader=user, marks=marks)
    context |= dock(request, chapter, context["open_comments"], forms)
    context["assign"] = _assignment(chapter, user, forms.get("assign"))
    writes = (user.has_perm("masterplans.edit_section", one) for one in chapter.sections.all())
    context["may_bring_word"] = not chapter.is_locked and any(writes)
    reviews = user.has_perm("masterplans.add_comment", chapter)
    context["may_bring_remarks"] = reviews and not chapter.is_approved
    status = 200 if not forms else 422
    return render(request, "masterplans/chapter_detail.html", context, status=status)


def dock(
    request: HttpRequest, chapter: Chapter, open_comments: int, forms: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the steps of the bar below the chapter; the same after a comment changed."""
    user, forms = request.user, forms or {}
    offered = dict(CHAPTER.offered_to(user, chapter))
    steps: dict[str, Any] = {
        "submission": reading.submission(chapter, user),
        "endorsement": endorsements.step_of(chapter, user),
        "verdict": None,
        "withdraw": None,
        "reopen": None,
    }
    if "approve" in offered:
        place = rounds.current(request).place_of(chapter.pk)
        steps["verdict"] = verdicts.verdict_dock(chapter, user, open_comments, place, forms)
    if "withdraw" in offered:
        steps["withdraw"] = {
            "label": _("Take back to go on writing"),
            "post": True,
            "url": reverse("masterplans:chapter_withdraw", kwargs={"pk": chapter.pk}),
        }
    if "reopen" in offered:
        steps["reopen"] = _reopening(chapter, forms.get("reopen"))
    return steps


def _assignment(chapter: Chapter, user: Any, form: AssignForm | None) -> dict[str, Any] | None:
    if not user.has_perm("masterplans.assign_chapter", chapter):
        return None
    return {
        "form": form or AssignForm(chapter=chapter),
        "open": form is not None,
    }


def _reopening(chapter: Chapter, form: NoteForm | None) -> dict[str, Any]:
    return {
        "label": _("Reopen"),
        "title": _("Reopen this chapter?"),
        "text": _(
            "The approval no longer holds and the book cannot be issued until the chapter is approved again. History keeps both."
        ),
        "url": reverse("masterplans:chapter_reopen", kwargs={"pk": chapter.pk}),
        "submit": _("Reopen"),
        "form": form
        or NoteForm(required=True, hint=_("Why is it reopened? The others will read it.")),
        "open": form is not None,
    }


def crumbs(chapter: Chapter, user: Any) -> list[dict[str, str]]:
    """Say where the chapter stands: for its mentor below the queue, else below the plan."""
    first = []
    if user.has_perm("masterplans.approve_chapter", chapter):
        first = [{"label": _("Reviews"), "url": reverse("masterplans:review_queue")}]
    return [
        *first,
        {"label": str(chapter.enrolment.region), "url": chapter.plan.get_absolute_url()},
        {"label": chapter.book.short, "url": chapter.book.get_absolute_url()},
        {"label": _("Chapter %(number)s") % {"number": chapter.number}, "url": ""},
    ]


@login_required
@require_POST
def chapter_submit(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    done = _("%(chapter)s was sent to the mentor.") % {"chapter": chapter.label}
    attempt(request, lambda: chapters.submit(chapter, by=request.user), done=done)
    return redirect(chapter)


@login_required
@require_POST
def chapter_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    done = _("The chapter is yours again. Go on writing.")
    attempt(request, lambda: chapters.withdraw(chapter, by=request.user), done=done)
    return redirect(chapter)


@login_required
@require_POST
def chapter_send_back(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    form = NoteForm(request.POST)
    done = _("%(chapter)s went back to %(agency)s for improvement.") % {
        "chapter": chapter.label,
        "agency": chapter.agency or _("the agency"),
    }
    if not attempt_form(
        request,
        form,
        lambda: chapters.send_back(
            chapter,
            by=request.user,
            revision=named_revision(request),
            note=form.cleaned_data["note"],
        ),
        done=done,
    ):
        return page(request, visible_chapter(request, pk), send_back=form)
    return review.go_on(request, chapter.pk)


@login_required
@require_POST
def chapter_approve(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    approved = attempt(
        request,
        lambda: chapters.approve(
            chapter,
            by=request.user,
            revision=named_revision(request),
            records=request.POST.get("records", ""),
        ),
        done=_("You approved %(chapter)s.") % {"chapter": chapter.label},
    )
    return review.go_on(request, chapter.pk) if approved else redirect(chapter)


@login_required
@require_POST
def chapter_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    form = NoteForm(request.POST, required=True)
    done = _("%(chapter)s is open for writing again.") % {"chapter": chapter.label}
    if attempt_form(
        request,
        form,
        lambda: chapters.reopen(chapter, by=request.user, note=form.cleaned_data["note"]),
        done=done,
    ):
        return redirect(chapter)
    return page(request, visible_chapter(request, pk), reopen=form)


@login_required
@require_POST
def chapter_assign(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    form = AssignForm(request.POST, chapter=chapter)
    if attempt_form(
        request,
        form,
        lambda: assigning.assign(
            chapter,
            form.cleaned_data["agency"],
            due_on=form.cleaned_data["due_on"],
            by=request.user,
        ),
        done=_("The chapter was handed out."),
    ):
        return redirect(chapter)
    return page(request, visible_chapter(request, pk), assign=form)
