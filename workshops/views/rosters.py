"""How do people come onto a roster, get corrected, leave it, or turn out to be one and the same?"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.services import history
from smartcity_portal.kit.attempts import attempt, attempt_form
from smartcity_portal.kit.numbers import natural
from workshops import wall_codes
from workshops.attendance_sheet import note_of
from workshops.continuity import pairs_of
from workshops.models import Participant, Participation, Workshop
from workshops.names import alike, key_of
from workshops.roster_forms import NewParticipantForm, ParticipantForm
from workshops.services import attendance, merging, rosters
from workshops.views.pages import form_page, get_workshop, require, tab_page


@login_required
def roster_add(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Somebody new; who has a similar name is shown first, so that nobody stands there twice."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.edit_roster", workshop)
    sessions = workshop.meeting.sessions.all()
    asked = request.GET.get("sesi", "")
    form = NewParticipantForm(
        request.POST or None,
        enrolment=workshop.enrolment,
        sessions=sessions,
        initial={"present": natural(asked), "walk_in": bool(asked)},
    )
    similar: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["another"]:
            similar = _similar(workshop, form.person)
        if similar:
            form.ask_again()
        elif attempt_form(
            request,
            form,
            lambda: _add(workshop, form, by=request.user),
            done=_("%(name)s stands on the roster.") % {"name": form.cleaned_data["name"]},
        ):
            return redirect(_sheet(workshop, request))
    return form_page(
        request,
        workshop,
        form,
        _("Add a person"),
        _("Add the person"),
        template="workshops/roster_add.html",
        similar=similar,
        session=asked,
        back_url=_sheet(workshop, request),
    )


@login_required
def participant_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what is known, at which sessions they were, and what was done with the row."""
    row = _row(request, pk)
    workshop = _workshop_of(row)
    person = row.participant
    form = ParticipantForm(request.POST or None, instance=person, enrolment=person.enrolment)
    if request.method == "POST" and attempt_form(
        request,
        form,
        lambda: rosters.change(person, by=request.user, **form.cleaned_data),
        done=_("What is known about %(name)s has been changed.") % {"name": person},
    ):
        return redirect(f"{_sheet(workshop, request)}#p{row.pk}")
    person.refresh_from_db()
    marks = row.attendances.select_related("session__workshop__enrolment__region", "by")
    remove = {
        "label": _("Take off the roster"),
        "title": _("Take %(name)s off the roster?") % {"name": person},
        "text": _("Who stands on no other roster of the region is forgotten altogether."),
        "url": reverse("workshops:participant_remove", args=[row.pk]),
        "submit": _("Take off"),
        "danger": True,
    }
    others = person.enrolment.participants.standing().exclude(pk=person.pk).select_related("agency")
    return form_page(
        request,
        workshop,
        form,
        person.name,
        _("Save"),
        template="workshops/participant.html",
        row=row,
        marks=[(mark, note_of(mark, mark.session.workshop.zone)) for mark in marks],
        pairs=[other for other in others if alike(person, other)],
        spellings=person.spellings.all(),
        link=settings.PORTAL_URL
        + reverse("workshops:check_in_mine", args=[wall_codes.ticket_of(row.pk)]),
        remove=remove,
        entries=history.history_of(person, row),
        back_url=f"{_sheet(workshop, request)}#p{row.pk}",
    )


@login_required
@require_POST
def participant_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    done = _("%(name)s is off the roster.") % {"name": row.participant}
    if attempt(request, lambda: rosters.remove(row, by=request.user), done=done):
        return redirect(_sheet(_workshop_of(row), request))
    return redirect("workshops:participant_detail", pk=pk)


@login_required
@require_POST
def roster_carry(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One button: everybody of the former bimtek is expected again."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.edit_roster", workshop)
    rows: list[Participation] = []
    if attempt(request, lambda: rows.extend(rosters.carry_over(workshop, by=request.user))):
        words = ngettext(
            "%(count)d person has been taken over.",
            "%(count)d people have been taken over.",
            len(rows),
        )
        messages.success(request, words % {"count": len(rows)})
    return redirect(_sheet(workshop, request))


@login_required
def roster_similar(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Pairs that may be one person: merge them, or say that they differ."""
    workshop = get_workshop(request, slug, number)
    require(request, "workshops.edit_roster", workshop)
    if request.method == "POST":
        return _decide(request, workshop)
    return tab_page(
        request,
        workshop,
        "attendance",
        "workshops/roster_similar.html",
        pairs=[
            {"pair": pair, "percent": round(pair.likeness * 100)} for pair in pairs_of(workshop)
        ],
    )


def _decide(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    people = Participant.objects.standing().filter(enrolment=workshop.enrolment)
    first, second = (
        get_object_or_404(people, pk=_number(request.POST.get(name)))
        for name in ("first", "second")
    )
    act = request.POST.get("act")
    kept, other = (second, first) if act == "second" else (first, second)
    names = {"name": kept, "other": other}
    if act == "apart":
        done = _("%(name)s and “%(other)s” stay two people.") % names
        attempt(request, lambda: merging.keep_apart(kept, other, by=request.user), done=done)
    else:
        done = _("“%(other)s” is now a spelling of %(name)s.") % names
        attempt(request, lambda: merging.merge(kept, other, by=request.user), done=done)
    return redirect(
        "workshops:roster_similar", slug=workshop.enrolment.slug, number=workshop.number
    )


@transaction.atomic
def _add(workshop: Workshop, form: NewParticipantForm, *, by: Any) -> None:
    source = Participation.Source.WALK_IN if form.cleaned_data["walk_in"] else "invited"
    row = rosters.add(workshop, by=by, source=source, **form.person)
    if session := form.cleaned_data["present"]:
        session.workshop = workshop.meeting
        attendance.mark(row, session, by=by)


def _similar(workshop: Workshop, person: dict[str, Any]) -> list[dict[str, Any]]:
    """Who of the region may be meant, and the row here if there is one."""
    asked = Participant(
        name=person["name"],
        name_key=key_of(person["name"]),
        agency=person["agency"],
        community=person["community"],
    )
    people = Participant.objects.standing().filter(enrolment=workshop.enrolment)
    close = [p for p in people.select_related("agency") if alike(asked, p)]
    rows = Participation.objects.of(workshop).filter(participant__in=close)
    here = dict(rows.values_list("participant", "pk"))
    exact = [p for p in close if p.name_key == asked.name_key and p.pk not in here]
    if exact and len(close) == len(exact):
        return []
    return [{"person": p, "row": here.get(p.pk)} for p in close]


def _row(request: HttpRequest, pk: int) -> Participation:
    rows = Participation.objects.visible_to(request.user).select_related(
        "participant__agency",
        "participant__enrolment__region",
        "participant__enrolment__cohort",
        "workshop__enrolment__region",
        "workshop__enrolment__cohort",
        "workshop__plan",
    )
    row = get_object_or_404(rows, pk=pk)
    require(request, "workshops.edit_roster", row)
    return row


def _workshop_of(row: Participation) -> Workshop:
    """The person's own region's bimtek of that stage, where the meeting is another region's."""
    own = row.participant.enrolment
    if own.pk == row.workshop.enrolment_id:
        return row.workshop
    return own.workshops.select_related("enrolment__region", "host").get(number=row.workshop.number)


def _sheet(workshop: Workshop, request: HttpRequest) -> str:
    page = reverse("workshops:attendance_detail", args=[workshop.enrolment.slug, workshop.number])
    asked = request.GET.get("sesi", "")
    return page if natural(asked) is None else f"{page}?sesi={asked}"


def _number(text: str | None) -> int:
    number = natural(text)
    if number is None:
        raise Http404
    return number
