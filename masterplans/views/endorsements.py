"""How does the head of an agency agree to a chapter before the mentor reads it, or return it?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from masterplans.forms import NoteForm
from masterplans.models import Chapter
from masterplans.services import chapters
from masterplans.states import CHAPTER
from masterplans.views.chapter_addresses import named_revision, visible_chapter
from smartcity_portal.kit.attempts import attempt


def step_of(chapter: Chapter, user: Any) -> dict[str, Any] | None:
    """Return the bar of the head's page, bound to the revision that is shown."""
    if "endorse" not in dict(CHAPTER.offered_to(user, chapter)):
        return None
    revision = chapter.latest_revision
    read = {"revision": revision.pk if revision else ""}
    return {
        "revision": revision.number if revision else 0,
        "fields": read,
        "url": reverse("masterplans:chapter_endorse", kwargs={"pk": chapter.pk}),
        "send_back": {
            "label": _("Return to the writers"),
            "title": _("Return this chapter to its writers?"),
            "text": _("The mentor does not see it before you agree. Your note goes along."),
            "url": reverse("masterplans:chapter_return_to_writers", kwargs={"pk": chapter.pk}),
            "submit": _("Return it"),
            "fields": read,
            "form": NoteForm(required=True, hint=_("What has to be improved?")),
        },
    }


@login_required
@require_POST
def chapter_endorse(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    done = _("%(chapter)s was sent to the mentor.") % {"chapter": chapter.label}
    attempt(
        request,
        lambda: chapters.endorse(chapter, by=request.user, revision=named_revision(request)),
        done=done,
    )
    return redirect(chapter)


@login_required
@require_POST
def chapter_return_to_writers(request: HttpRequest, pk: int) -> HttpResponse:
    chapter = visible_chapter(request, pk)
    note = request.POST.get("note", "")[:2000]
    done = _("%(chapter)s went back to its writers.") % {"chapter": chapter.label}
    attempt(
        request,
        lambda: chapters.return_to_writers(
            chapter, by=request.user, revision=named_revision(request), note=note
        ),
        done=done,
    )
    return redirect(chapter)
