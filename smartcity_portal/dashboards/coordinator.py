"""What does a coordinator see first? The next step, what blocks the stage, the bimtek, the books."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Question, Sheet
from commitments.states import SheetState
from masterplans import progress
from masterplans.models import Chapter
from masterplans.progress import TONES
from masterplans.states import ChapterState
from programs.models import Enrolment
from smartcity_portal.dashboards.after_bimtek import tasks_of
from smartcity_portal.dashboards.enrolments import chosen_enrolment, enrolments_of
from smartcity_portal.dashboards.scoring import scoring_in
from smartcity_portal.dashboards.signatures import signatures_of
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day_range, weekday
from smartcity_portal.kit.kept_parts import drawn
from workshops import cards, forecast, holders
from workshops.agenda import names_of
from workshops.facts import Facts
from workshops.forecast import Paces, dates_of, outlook_of
from workshops.gates import Gate, gate_of
from workshops.models import Speaker, Workshop
from workshops.services.reminders import reminded_lately


def home(request: HttpRequest) -> HttpResponse:
    enrolment = chosen_enrolment(request, "coordinator")
    if enrolment is None:
        return render(request, "dashboards/no_enrolment.html")
    facts = Facts([enrolment])
    gate = gate_of(enrolment, facts=facts)
    workshops = facts.workshops_of(enrolment)
    following = next((w for w in workshops if w.number == enrolment.stage), None)
    chapters = facts.chapters.get(enrolment.pk, [])
    whole = progress.progress_of(chapters)
    questions = list(
        Question.objects.to_answer_by(request.user)
        .filter(signatory__sheet__enrolment=enrolment)
        .select_related("signatory__sheet")
        .only("text", "signatory__office", "signatory__sheet__code")[:3]
    )
    signatories = facts.signatories.get(enrolment.pk, [])
    parts = {
        "next": next_step(gate, following, questions, user=request.user),
        "steps": cards.steps(enrolment, workshops),
        "gate": cards.gate_card(
            gate, user=request.user, reminded=reminded_lately(enrolment), back="home"
        ),
        "gate_url": reverse("workshops:gate_detail", kwargs={"slug": enrolment.slug}),
        "workshop": _bimtek(following) if following else None,
        "forecast": forecast.sentences(
            outlook_of(
                enrolment, dates_of(workshops), Paces.before(enrolment.cohort.year)
            ).forecasts
        ),
        "books": matrix(facts, enrolment, mine=cards.keys_of(request.user, enrolment)),
        "sections": _sections(chapters),
        "approved": whole.done,
        "chapter_count": whole.total,
        "plan_url": reverse("masterplans:plan_detail", kwargs={"slug": enrolment.slug}),
        "matrix_url": reverse("masterplans:plan_matrix", kwargs={"slug": enrolment.slug}),
        "sheet": _sheet(enrolment, facts.all_sheets.get(enrolment.pk, [])),
        "draft_url": reverse("commitments:sheet_of", kwargs={"slug": enrolment.slug}),
        "papers": papers_of(enrolment),
        "signed": sum(1 for place in signatories if place.has_signed),
        "signatories": len(signatories),
        "signatures": signatures_of(request.user),
        "tasks": tasks_of(request.user, enrolment),
        "scoring": scoring_in(request.user, enrolment, facts.quick_wins.get(enrolment.pk, [])),
    }
    context = {
        "enrolment": enrolment,
        "choices": choices(request, "coordinator", enrolment),
        "lead": _lead(enrolment, following, gate),
        "parts": drawn(request, "dashboards/_coordinator_parts.html", parts),
    }
    return render(request, "dashboards/coordinator.html", context)


def _bimtek(workshop: Workshop) -> dict[str, Any]:
    return {
        "title": workshop.title,
        "url": workshop.get_absolute_url(),
        "venue": workshop.venue,
        "goals": workshop.goals,
        "agenda": agenda_of(workshop),
    }


def _sections(chapters: list[Chapter]) -> dict[str, int]:
    complete = progress.completeness_of_all(chapters)
    return {"done": complete.done, "total": complete.total}


def _sheet(enrolment: Enrolment, standing: list[Sheet]) -> dict[str, Any] | None:
    """The commitment that is furthest behind, and how many stand and are completed."""
    if not standing:
        return None
    first, several = standing[0], len(standing) > 1
    every = reverse("commitments:sheet_of", kwargs={"slug": enrolment.slug})
    tone = (
        "signed" if first.state == SheetState.COMPLETED else "sign" if first.is_issued else "none"
    )
    return {
        "tone": tone,
        "word": first.get_state_display(),
        "issued": first.is_issued,
        "url": every if several else first.get_absolute_url(),
        "all": len(standing),
        "done": sum(1 for sheet in standing if sheet.completed_at),
    }


def papers_of(enrolment: Enrolment) -> list[dict[str, Any]]:
    """Minutes and the MoU under signature, oldest first; certificates are one act of their issuer."""
    rows = Sheet.objects.of(enrolment).papers().under_signature().filter(in_series=False)
    rows = rows.only("title", "code", "issued_at")
    return [
        {
            "title": sheet.title,
            "url": sheet.get_absolute_url(),
            "done": sheet.signatory_done,
            "all": sheet.signatory_total,
        }
        for sheet in rows.with_progress().order_by("issued_at", "pk")[:5]
    ]


def choices(request: HttpRequest, role: str, current: Enrolment) -> list[dict[str, Any]]:
    """Return links to the person's other enrolments; none when there is only one."""
    mine = enrolments_of(request, role)
    if len(mine) < 2:
        return []
    return [
        {
            "label": str(enrolment),
            "url": reverse("home_of", kwargs={"slug": enrolment.slug}),
            "current": enrolment.pk == current.pk,
        }
        for enrolment in mine
    ]


def _lead(enrolment: Enrolment, workshop: Workshop | None, gate: Gate) -> str:
    if enrolment.is_finished:
        return _("%(day)s. All four stages are closed.") % {"day": weekday(clock.today())}
    count = len(gate.unmet)
    held_up = (
        ngettext(
            "%(count)d requirement still blocks the stage.",
            "%(count)d requirements still block the stage.",
            count,
        )
        % {"count": count}
        if count
        else _("All requirements are met.")
    )
    stands = cards.where_it_stands(workshop, "now") if workshop else ""
    return f"{weekday(clock.today())}. Bimtek {gate.numeral}: {stands.lower()}. {held_up}"


def next_step(
    gate: Gate, workshop: Workshop | None, questions: list[Question], *, user
) -> dict[str, Any] | None:
    """Return the one next step: dates, the record, an answer, own work, or nothing but waiting."""
    if gate.is_passed:
        return None
    if workshop and not workshop.starts_on and not workshop.held:
        return _step(
            _("Next step"),
            _("Set the dates of %(bimtek)s") % {"bimtek": workshop.title},
            _("Mentor and agencies are told as soon as the dates stand."),
            _("Set the dates"),
            reverse("workshops:workshop_schedule", kwargs=_key(workshop)),
        )
    if workshop and not workshop.held and workshop.last_day < clock.today():
        return _step(
            _("Next step"),
            _("Record that %(bimtek)s was held") % {"bimtek": workshop.title},
            day_range(workshop.starts_on, workshop.last_day),
            _("Record it"),
            reverse("workshops:workshop_hold", kwargs=_key(workshop)),
        )
    if questions:
        asked = questions[0]
        return _step(
            _("A signatory asks"),
            asked.text[:120],
            asked.signatory.office,
            _("Answer"),
            asked.signatory.sheet.get_absolute_url(),
        )
    mine = cards.keys_of(user, gate.enrolment)
    own = [item for line in gate.unmet for item in line.items if item.holder.key in mine]
    if own:
        oldest = max(own, key=lambda item: item.days or 0)
        return _step(_("Waiting for you longest"), oldest.text, "", _("Go on with it"), oldest.url)
    if gate.is_met:
        return {
            "why": _("Next step"),
            "title": _("The ministry closes stage %(stage)s") % {"stage": gate.numeral},
            "text": _("All requirements are met. You are told as soon as it is closed."),
        }
    stuck = gate.stuck
    if stuck is None:
        return None
    return {
        "why": _("Nothing waits for you"),
        "title": _("%(holder)s goes on: %(what)s") % {"holder": stuck.holder, "what": stuck.text},
        "text": _("You can remind them below."),
    }


def _step(why: str, title: str, text: str, label: str, url: str) -> dict[str, Any]:
    return {"why": why, "title": title, "text": text, "action": {"label": label, "url": url}}


def _key(workshop: Workshop) -> dict[str, Any]:
    return {"slug": workshop.enrolment.slug, "number": workshop.number}


def agenda_of(workshop: Workshop | None) -> list[dict[str, Any]]:
    """Return the agenda for parts/timeline.html, the sessions of today marked."""
    if workshop is None:
        return []
    today = clock.today()
    events = []
    sessions = workshop.meeting.sessions.order_by("day", "starts_at", "order", "pk")
    for session in sessions.prefetch_related(
        Prefetch("speakers", Speaker.objects.order_by("order", "name"))
    ):
        on = workshop.day_of(session)
        state = "" if workshop.held or (on and on < today) else "now" if on == today else "later"
        events.append(
            {
                "when": session_time(session, on),
                "title": session.title,
                "text": "; ".join(names_of(session)),
                "state": state,
            }
        )
    return events


def session_time(session, on) -> str:
    """The day, and the hours when they are known: "Kamis, 10 Oktober 2019, 09.00–10.00"."""
    named = weekday(on) if on else _("Day %(day)d") % {"day": session.day}
    hours = "–".join(f"{at:%H.%M}" for at in (session.starts_at, session.ends_at) if at)
    return f"{named}, {hours}" if hours else named


def matrix(facts: Facts, enrolment: Enrolment, *, mine: frozenset[str]) -> list[dict[str, Any]]:
    """Return chapters × states for parts/matrix.html."""
    books: dict[int, dict[str, Any]] = {}
    for chapter in facts.chapters.get(enrolment.pk, []):
        book = books.setdefault(
            chapter.book.number,
            {"title": f"{chapter.book.short} {chapter.book.title}", "chapters": []},
        )
        book["chapters"].append(_matrix_row(facts, enrolment, chapter, mine))
    return list(books.values())


def _matrix_row(
    facts: Facts, enrolment: Enrolment, chapter: Chapter, mine: frozenset[str]
) -> dict[str, Any]:
    row = {
        "title": f"{chapter.number} {chapter.title}",
        "url": chapter.get_absolute_url(),
        "tone": TONES[ChapterState(chapter.state)],
        "word": chapter.get_state_display(),
    }
    if chapter.is_approved:
        return row
    holder = holders.of_chapter(facts, enrolment, chapter)
    you = holder.key in mine
    since = chapter.state_since
    days = clock.days_since(since)
    name = _("Mentor") if holder.key == "mentor" else holder.name
    return row | {"holder": _("You") if you else name, "days": days, "you": you}
