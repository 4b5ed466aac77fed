"""How does somebody without an account check themselves in, with the code from the wall?"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts import limits
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import clock as time_of
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.numbers import natural
from workshops import wall_codes
from workshops.attendance_sheet import current
from workshops.check_in_window import rule_of
from workshops.models import AgendaSession, Participation
from workshops.names import key_of
from workshops.services import check_ins
from workshops.wall_codes import Pass

FEWEST_LETTERS = 3
MOST_FOUND = 6
LOOKS_PER_PASS = 60
PEOPLE_PER_PASS = 5
DAY = 24 * 3600
GUESSES_PER_MINUTE = 30


@never_cache
@limits.own_limit
def check_in(request: HttpRequest) -> HttpResponse:
    """Type the code from the wall, for who cannot scan it."""
    if request.method == "POST":
        code = request.POST.get("code", "").strip().upper()
        if wall_codes.read(code):
            return redirect("workshops:check_in_code", code=code.replace(" ", ""))
        return _start(request, _("A code looks like this: 417-K7QM2X."), 400)
    return _start(request)


@never_cache
@require_GET
def check_in_code(request: HttpRequest, code: str) -> HttpResponse:
    """A code was brought: give a pass, or say why not. Wrong codes are counted by address."""
    found = wall_codes.read(code)
    where = f"code:{get_adapter(request).get_client_ip(request)}"
    if limits.over(where, GUESSES_PER_MINUTE, count=False):
        return _start(request, _("Too many wrong codes from here. Wait a minute."), 429)
    age = None
    if found:
        number, letters = found
        age = wall_codes.age_of(number, letters, serial=wall_codes.serial_of(number))
    if not found or age is None:
        limits.over(where, GUESSES_PER_MINUTE)
        return _start(request, _("This code is not on any wall. Scan the code again."), 404)
    if age > 1:
        return _start(
            request, _("The code has changed meanwhile. Scan the one on the wall now."), 410
        )
    return redirect("workshops:check_in_person", token=wall_codes.give_pass(found[0]))


@never_cache
@limits.own_limit
def check_in_person(request: HttpRequest, token: str) -> HttpResponse:
    """Find one's own name or row, and confirm. The pass says at which session and since when."""
    seen = wall_codes.read_pass(token)
    if seen is None:
        return _start(request, _("This page is too old. Scan the code again."), 410)
    session = _session(seen.session)
    if request.method == "POST":
        return _confirm(request, session, seen, token)
    context = {
        "session": session,
        "workshop": session.workshop,
        "token": token,
        "refusal": rule_of(session).refusal(clock.now()),
        "fewest": FEWEST_LETTERS,
        "words": request.GET.get("cari", "")[:80],
    }
    if context["words"]:
        context |= _looked_up(session, seen, context["words"])
    name = "_check_in_found.html" if request.headers.get("X-Check-In") else "check_in_person.html"
    status = 429 if context.get("tired") else 200
    return render(request, f"workshops/{name}", context, status=status)


@never_cache
@limits.own_limit
def check_in_mine(request: HttpRequest, ticket: str) -> HttpResponse:
    """A personal link: the person is known; online sessions need no code from a wall."""
    pk = wall_codes.read_ticket(ticket)
    row = get_object_or_404(_rows(), pk=pk) if pk else None
    if row is None:
        raise Http404
    sessions = list(row.workshop.sessions.all())
    for session in sessions:
        session.workshop = row.workshop
    session = current(sessions, clock.now())
    if request.method == "POST" and session:
        return _answer(request, row, session, seen=None, back=request.path)
    mark = row.attendances.filter(session=session).first() if session else None
    context = {
        "row": row,
        "session": session,
        "workshop": row.workshop,
        "ticket": ticket,
        "online": bool(session and check_ins.is_online(session)),
        "refusal": rule_of(session).refusal(clock.now()) if session else "",
        "told": _told(row, session, mark) if session and mark else None,
    }
    return render(request, "workshops/check_in_mine.html", context)


def _confirm(request: HttpRequest, session: AgendaSession, seen: Pass, token: str) -> HttpResponse:
    back = reverse("workshops:check_in_person", args=[token])
    if limits.over(f"pass:{seen.nonce}", LOOKS_PER_PASS, seconds=DAY):
        return _refused(
            request, _("Too many tries from this page. Scan the code again."), 429, back
        )
    rows = _rows().filter(workshop=session.workshop_id)
    pk = wall_codes.read_ticket(request.POST.get("ticket", ""))
    code = natural(request.POST.get("row"))
    row = rows.filter(pk=pk).first() if pk else None
    if row is None and code is not None:
        row = rows.filter(code=code).first()
    if row is None:
        sentence = _("There is no such row on the list. Look for your name, or go to the desk.")
        return _refused(request, sentence, 409, back)
    return _answer(request, row, session, seen=seen, back=back)


def _answer(
    request: HttpRequest,
    row: Participation,
    session: AgendaSession,
    *,
    seen: Pass | None,
    back: str,
) -> HttpResponse:
    key = _key(request.POST.get("key", ""))
    try:
        with transaction.atomic():
            told = check_ins.receipt_of(key)
            if told is None:
                _count_people(seen)
                age = _age(request) if key else None
                mark = check_ins.confirm(row, session, seen=seen, age=age)
                told = _told(row, session, mark)
                check_ins.keep_receipt(key, told)
    except Blocked as blocked:
        return _refused(request, " ".join(blocked.reasons), 409, back)
    if _wants_json(request):
        return JsonResponse(told)
    return render(
        request,
        "workshops/check_in_done.html",
        {"told": told, "session": session, "workshop": session.workshop},
    )


def _count_people(seen: Pass | None) -> None:
    """One phone may help a few neighbours, not fill the hall. Raises Blocked."""
    if seen and limits.over(f"people:{seen.nonce}", PEOPLE_PER_PASS, seconds=DAY):
        raise Blocked([_("This phone has checked in enough people. Let the others use their own.")])


def _told(row: Participation, session: AgendaSession, mark: Any) -> dict[str, Any]:
    when = time_of(mark.at, session.workshop.zone)
    words = {"name": row.participant.name, "time": when}
    late = _("%(name)s: recorded at %(time)s, late")
    return {
        "said": (late if mark.late else _("%(name)s: recorded at %(time)s")) % words,
        "name": row.participant.name,
        "ticket": wall_codes.ticket_of(row.pk),
        "session": session.title,
    }


def _looked_up(session: AgendaSession, seen: Pass, words: str) -> dict[str, Any]:
    """Names that hold what was typed, never more than a few, never from fewer than three letters."""
    key = key_of(words)
    code = natural(key)
    if code is None and len(key.replace(" ", "")) < FEWEST_LETTERS:
        return {"too_short": True}
    if limits.over(f"pass:{seen.nonce}", LOOKS_PER_PASS, seconds=DAY):
        return {"tired": True}
    rows = _rows().filter(workshop=session.workshop_id)
    if code is not None:
        rows = rows.filter(code=code)
    for word in key.split() if code is None else []:
        rows = rows.filter(participant__name_key__contains=word)
    found = list(rows.order_by("participant__name_key", "pk")[: MOST_FOUND + 1])
    return {
        "found": [
            {"ticket": wall_codes.ticket_of(row.pk), "row": row} for row in found[:MOST_FOUND]
        ],
        "more": len(found) > MOST_FOUND,
        "looked": True,
    }


def _rows() -> Any:
    return Participation.objects.with_names().select_related(
        "workshop__enrolment__region", "workshop__enrolment__cohort", "workshop__plan"
    )


def _session(pk: int) -> AgendaSession:
    rows = AgendaSession.objects.select_related("workshop__enrolment__region", "workshop__plan")
    return get_object_or_404(rows, pk=pk)


def _start(request: HttpRequest, sentence: str = "", status: int = 200) -> HttpResponse:
    return render(request, "workshops/check_in.html", {"sentence": sentence}, status=status)


def _refused(request: HttpRequest, sentence: str, status: int, back: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"refused": sentence}, status=status)
    context = {"sentence": sentence, "back": back}
    return render(request, "workshops/check_in_refused.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _age(request: HttpRequest) -> timedelta | None:
    """How long the phone has kept the message; only told where it was kept at all."""
    age = natural(request.POST.get("age"))
    return None if age is None else timedelta(milliseconds=min(age, DAY * 1000))
