"""Who signs the agreement (MoU) of a region in the portal? Its record's page asks here."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.services.permission import require
from commitments.models import Sheet
from commitments.paper_forms import MemorandumPlacesForm, Place
from commitments.services import memoranda
from commitments.services.candidates import Candidate, best_match, candidates
from commitments.views import crumbs
from programs.agreements import sides_of
from programs.models import Enrolment, Memorandum
from smartcity_portal.kit.attempts import attempt_form


@login_required
def memorandum_sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose who signs for each party, hand in the text if there is one, and ask."""
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).with_names(), slug=slug
    )
    require("commitments.sign_memorandum", enrolment, by=request.user)
    memorandum = Memorandum.objects.filter(enrolment=enrolment).first()
    found = candidates([enrolment])
    form = MemorandumPlacesForm(
        request.POST or None,
        request.FILES or None,
        places=_places(memorandum, found),
        found=found,
    )
    made: list[Sheet] = []

    def act() -> None:
        data: dict[str, Any] = form.cleaned_data
        made.append(
            memoranda.request(
                enrolment,
                [seat for _place, seat in form.seats],
                by=request.user,
                text=data["text"] or b"",
                order=data["order"],
                due_on=data["due_on"],
            )
        )

    done = _("The MoU is under signature; whose turn it is has been told.")
    if request.method == "POST" and attempt_form(request, form, act, done=done):
        return redirect(made[0])
    context = {
        "form": form,
        "enrolment": enrolment,
        "crumbs": crumbs.of_enrolment(enrolment, _("Ask for signatures on the MoU")),
        "title": _("Ask for signatures on the MoU"),
        "submit": _("Ask for signatures"),
        "back_url": enrolment.get_absolute_url(),
    }
    return render(request, "commitments/memorandum_sign.html", context)


def _places(memorandum: Memorandum | None, found: list[Candidate]) -> list[Place]:
    offices, names = ["", ""], ["", ""]
    if memorandum is not None:
        sides = sides_of(memorandum)
        offices = [side.printed_office for side in sides]
        names = [side.signer for side in sides]
    region = [one for one in found if one.tenure is not None]
    ministry = [one for one in found if one.group == _("Ministry")]
    head = next((one.key for one in region if one.tenure and not one.tenure.office.agency_id), "")
    return [
        Place(
            "ministry",
            _("For the ministry"),
            initial=best_match(names[0], ministry),
            office=offices[0],
            hint=_("In the record: %(words)s") % {"words": names[0] or offices[0] or "–"},
        ),
        Place(
            "region",
            _("For the region"),
            initial=best_match(names[1], region) or head,
            hint=_("In the record: %(words)s") % {"words": names[1] or offices[1] or "–"},
        ),
        *(
            Place(
                f"witness{number}",
                _("Witness %(number)d") % {"number": number},
                role="witness",
                required=False,
            )
            for number in (1, 2)
        ),
    ]
