"""Who is asked to sign agreed minutes, and where is the file that they signed?"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from accounts.models import User
from commitments import paper_cards
from commitments.models import Role, Sheet
from commitments.paper_forms import Place, PlacesForm
from commitments.services.candidates import best_match, candidates
from commitments.services.documents import document_of, documents_of
from commitments.views.files import pdf_response
from smartcity_portal.kit.attempts import attempt_form
from workshops.models import Minutes, MinutesVersion, Workshop
from workshops.services import minutes_signing
from workshops.services.minutes_signing import rooms_of
from workshops.signed_papers import minutes_subject
from workshops.views.pages import form_page, get_workshop, require

LEADS = {
    "keeper": gettext_noop("Minutes taken by"),
    "chair": gettext_noop("Led by"),
    "knowing": gettext_noop("Taking note"),
}


@login_required
def minutes_sign(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose who signs in which place and how; then everybody is asked."""
    workshop = get_workshop(request, slug, number)
    minutes = _minutes(workshop)
    require(request, "workshops.sign_minutes", minutes)
    page = reverse("workshops:minutes_detail", kwargs={"slug": slug, "number": number})
    found = candidates(rooms_of(minutes))
    form = PlacesForm(request.POST or None, places=_places(minutes, found), found=found)
    made: list[Sheet] = []

    def act() -> None:
        places = [minutes_signing.Place(_lead(place.name), seat) for place, seat in form.seats]
        given = {name: form.cleaned_data[name] for name in ("order", "due_on")}
        made.append(minutes_signing.request(minutes, places, by=request.user, **given))

    done = _("The minutes are under signature; whose turn it is has been told.")
    if request.method == "POST" and attempt_form(request, form, act, done=done):
        return redirect(page)
    title = _("Ask for signatures on the minutes")
    return form_page(request, workshop, form, title, _("Ask for signatures"), back_url=page)


def _lead(name: str) -> str:
    with translation.override("id"):
        return f"{_(LEADS[name])},"


def _places(minutes: Minutes, found: list[Any]) -> list[Place]:
    return [
        Place(
            "keeper",
            _(LEADS["keeper"]),
            initial=best_match(minutes.keeper, found),
            hint=_("In the minutes: %(words)s") % {"words": minutes.keeper or "–"},
        ),
        Place(
            "chair",
            _(LEADS["chair"]),
            initial=best_match(minutes.chair, found),
            hint=_("In the minutes: %(words)s") % {"words": minutes.chair or "–"},
        ),
        Place(
            "knowing",
            _(LEADS["knowing"]),
            role=Role.KNOWING,
            required=False,
            initial=next((one.key for one in found if one.group == _("Mentors")), ""),
            hint=_("The mentor, or nobody."),
        ),
    ]


@login_required
@require_safe
def minutes_signed(request: HttpRequest, slug: str, number: int, version: int) -> HttpResponse:
    """The file with all signatures so far, for everybody who may read the minutes."""
    workshop = get_workshop(request, slug, number)
    row = get_object_or_404(MinutesVersion, minutes=_minutes(workshop), number=version)
    sheet = document_of(minutes_subject(row))
    if sheet is None:
        raise Http404
    return pdf_response(sheet, sheet.head_sha256, name="notulen-ditandatangani")


def signing_of(
    user: User, workshop: Workshop, minutes: Minutes, versions: list[MinutesVersion]
) -> dict[str, Any]:
    """What the page of the minutes tells about signatures, by version, and whether to ask for some."""
    slug, number = workshop.enrolment.slug, workshop.number
    standing = documents_of([minutes_subject(row) for row in versions])
    cards = []
    for row in versions:
        sheet = standing.get(minutes_subject(row))
        kwargs = {"slug": slug, "number": number, "version": row.number}
        door = reverse("workshops:minutes_signed", kwargs=kwargs)
        cards.append((row, paper_cards.card(sheet, user, file_url=door) if sheet else None))
    asked = bool(versions) and minutes_subject(versions[0]) in standing
    may_ask = minutes.is_agreed and not asked and user.has_perm("workshops.sign_minutes", minutes)
    kwargs = {"slug": slug, "number": number}
    return {
        "versions": cards,
        "ask_url": reverse("workshops:minutes_sign", kwargs=kwargs) if may_ask else "",
    }


def _minutes(workshop: Workshop) -> Minutes:
    return get_object_or_404(Minutes.objects.with_names(), workshop=workshop.meeting)
