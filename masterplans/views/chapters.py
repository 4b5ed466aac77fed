"""What does a chapter look like to read and to judge, and which step is asked of it?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.forms import AssignForm, NoteForm, SectionAssignForm
from masterplans.models import Chapter
from masterplans.services import chapters
from masterplans.states import CHAPTER
from masterplans.views import reading, review
from smartcity_portal.kit.attempts import attempt, attempt_form


def visible_chapter(request: HttpRequest, pk: int) -> Chapter:
    """Return a chapter that the reader may see, with its names and sections."""
    rows = Chapter.objects.visible_to(request.user).with_names()
    return get_object_or_404(rows.prefetch_related("sections__agency"), pk=pk)


@login_required
def chapter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, visible_chapter(request, pk))


def page(request: HttpRequest, chapter: Chapter, **forms: Any) -> HttpResponse:
    """Show the chapter; `forms` are bound forms whose input is kept."""
    user = request.user
    context = {
        "chapter": chapter,
        "crumbs": crumbs(chapter, user),
        "submitted": reading.submitted_line(chapter),
        "sections": reading.shown_sections(chapter, reader=user),
        "history": reading.timeline_of(chapter),
        **reading.state_of(chapter, user),
        **reading.comments_context(
            chapter, reader=user, form=forms.get("comment"), kept=forms.get("kept")
        ),
    }
    context |= dock(chapter, user, context["open_comments"], forms)
    context["assign"] = _assignment(chapter, user, context["sections"], forms.get("assign"))
    status = 200 if not forms else 422
    return render(request, "masterplans/chapter_detail.html", context, status=status)


def dock(
    chapter: Chapter, user: Any, open_comments: int, forms: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Return the steps of the bar below the chapter; the same after a comment changed."""
    offered, forms = dict(CHAPTER.offered_to(user, chapter)), forms or {}
    steps: dict[str, Any] = {
        "submission": reading.submission(chapter, user),
        "verdict": None,
        "withdraw": None,
        "reopen": None,
    }
    if "approve" in offered:
        steps["verdict"] = _verdict(chapter, user, open_comments, forms)
    if "withdraw" in offered:
        steps["withdraw"] = {
            "label": _("Take back to go on writing"),
            "post": True,
            "url": reverse("masterplans:chapter_withdraw", kwargs={"pk": chapter.pk}),
        }
    if "reopen" in offered:
        steps["reopen"] = _reopening(chapter, forms.get("reopen"))
    return steps


def _assignment(
    chapter: Chapter, user: Any, shown: list[reading.ShownSection], form: AssignForm | None
) -> dict[str, Any] | None:
    if not user.has_perm("masterplans.assign_chapter", chapter):
        return None
    return {
        "form": form or AssignForm(chapter=chapter),
        "sections": [(one.section, SectionAssignForm(section=one.section)) for one in shown],
        "open": form is not None,
    }


def _verdict(
    chapter: Chapter, user: Any, open_comments: int, forms: dict[str, Any]
) -> dict[str, Any]:
    """The dock of the review page, bound to the revision that is shown."""
    place, total = review.place_in_queue(chapter, user)
    revision = chapter.latest_revision
    read = {
        "revision": revision.pk if revision else "",
        "records": reading.records_hash(chapter),
    }
    hint = "" if open_comments else _("No comment is open, so say here what has to be improved.")
    return {
        "place": place,
        "total": total,
        "revision": revision.number if revision else 0,
        "fields": read,
        "open_comments": open_comments,
        "reasons": CHAPTER.reasons_against("approve", chapter),
        "skip": reverse("masterplans:review_next") + f"?after={chapter.pk}",
        "approve_url": reverse("masterplans:chapter_approve", kwargs={"pk": chapter.pk}),
        "changed_since": bool(revision and revision.records_sha256 != read["records"]),
        "send_back": {
            "label": _("Ask for improvement and go on"),
            "title": _("Ask for improvement of revision %(number)s")
            % {"number": revision.number if revision else 0},
            "text": _("The agency gets the chapter back together with your comments."),
            "url": reverse("masterplans:chapter_send_back", kwargs={"pk": chapter.pk}),
            "submit": _("Ask for improvement"),
            "fields": read,
            "form": forms.get("send_back") or NoteForm(required=not open_comments, hint=hint),
            "open": "send_back" in forms,
        },
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
        {"label": _("Chapter %(number)s") % {"number": chapter.numeral}, "url": ""},
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
    behind = review.after(chapter.pk, request.user)
    done = _("%(chapter)s went back to %(agency)s for improvement.") % {
        "chapter": chapter.label,
        "agency": chapter.agency or _("the agency"),
    }
    if not attempt_form(
        request,
        form,
        lambda: chapters.send_back(
            chapter, by=request.user, revision=_named(request), note=form.cleaned_data["note"]
        ),
        done=done,
    ):
        return page(request, visible_chapter(request, pk), send_back=form)
    return _go_on(behind)


@login_required
@require_POST
def chapter_approve(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    behind = review.after(chapter.pk, request.user)
    approved = attempt(
        request,
        lambda: chapters.approve(
            chapter,
            by=request.user,
            revision=_named(request),
            records=request.POST.get("records", ""),
        ),
        done=_("%(chapter)s is approved.") % {"chapter": chapter.label},
    )
    return _go_on(behind) if approved else redirect(chapter)


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
        lambda: chapters.assign(
            chapter,
            form.cleaned_data["agency"],
            due_on=form.cleaned_data["due_on"],
            by=request.user,
        ),
        done=_("The chapter was handed out."),
    ):
        return redirect(chapter)
    return page(request, visible_chapter(request, pk), assign=form)


def _named(request: HttpRequest) -> int:
    """Return the revision that the form names; 0, which is none, when it names nothing."""
    named = request.POST.get("revision", "")
    return int(named) if named.isdigit() else 0


def _go_on(behind: int | None) -> HttpResponse:
    if behind is None:
        return redirect("masterplans:review_queue")
    return redirect("masterplans:chapter_detail", pk=behind)
