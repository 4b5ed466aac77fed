"""How is the pass letter issued, and who may read a copy?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from accounts.services import permission
from programs.selection_forms import PassLetterForm
from programs.services import pass_letters
from programs.views.candidacies import visible_candidacy
from programs.views.selection import crumbs_of, managed_cohort
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked


@login_required
def pass_letter_issue(request: SignedInRequest, year: int) -> HttpResponse:
    """Write one letter for the ticked candidates; a worker prints a copy for each."""
    cohort = managed_cohort(request, year)
    waiting = cohort.candidacies.awaiting_letter().with_names()
    chosen = request.POST.getlist("candidacy")
    form = PassLetterForm(request.POST or None, initial=pass_letters.usual_words(cohort))
    if request.method == "POST" and form.is_valid():
        candidates = [c for c in waiting if str(c.pk) in chosen]
        try:
            letter = pass_letters.issue(cohort, candidates, by=request.user, **form.cleaned_data)
        except Blocked as blocked:
            for reason in blocked.reasons:
                form.add_error(None, reason)
        else:
            return redirect(pass_letters.request_print(letter, by=request.user))
    context: dict[str, Any] = {
        "cohort": cohort,
        "form": form,
        "candidates": [
            {"candidacy": c, "ticked": str(c.pk) in chosen or request.method == "GET"}
            for c in waiting
        ],
        "letters": cohort.letters.with_counts(),
        "crumbs": crumbs_of(cohort, _("Pass letters")),
    }
    return render(request, "programs/pass_letter_issue.html", context)


@login_required
def pass_letter_file(request: SignedInRequest, pk: int) -> FileResponse:
    """Serve the copy of one region to the ministry and to the region's coordinators."""
    candidacy = visible_candidacy(request, pk)
    permission.require("programs.read_letter", candidacy, by=request.user)
    if not candidacy.letter_sha256:
        raise Http404
    name = f"surat-kelulusan-{candidacy.region.slug}-{candidacy.cohort.year}.pdf"
    return FileResponse(
        blobs.open_blob(candidacy.letter_sha256), content_type="application/pdf", filename=name
    )
