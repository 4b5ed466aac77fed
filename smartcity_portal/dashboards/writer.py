"""What does somebody in an agency see first? The section to go on with, and nothing else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans import progress
from masterplans.models import Comment, QuickWin, Section
from masterplans.services import due
from masterplans.states import SectionState
from programs.models import Agency, Enrolment
from programs.people import relations_of
from smartcity_portal.dashboards import heads
from smartcity_portal.dashboards.after_bimtek import tasks_of
from smartcity_portal.dashboards.coordinator import choices
from smartcity_portal.dashboards.enrolments import chosen_enrolment
from smartcity_portal.dashboards.scoring import scoring_of
from smartcity_portal.dashboards.signatures import signatures_of
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day, day_brief
from smartcity_portal.kit.kept_parts import drawn

URGENT = [
    SectionState.NEEDS_WORK,
    SectionState.STARTED,
    SectionState.EMPTY,
    SectionState.SUBMITTED,
    SectionState.APPROVED,
]


def home(request: HttpRequest) -> HttpResponse:
    enrolment = chosen_enrolment(request, "writer")
    if enrolment is None:
        return render(request, "dashboards/no_enrolment.html")
    agencies = list(
        Agency.objects.filter(
            pk__in=relations_of(request.user).agencies, region=enrolment.region_id
        ).only("name")
    )
    sections = _sections(enrolment, request.user)
    comments = _comments(request, enrolment)
    tasks = tasks_of(request.user, enrolment)
    open_sections = [s for s in sections if s.state in due.OPEN and not s.chapter.is_locked]
    waiting = heads.waiting_for(request.user, enrolment)
    parts = {
        "next": _next(open_sections, request.user),
        "endorsements": waiting,
        "sections": [_row(section) for section in open_sections],
        "rest": [_row(section) for section in sections if section not in open_sections],
        "section_count": len(sections),
        "done": progress.completeness_of(sections).done,
        "threads": [_thread(comment) for comment in comments],
        "quick_wins": _quick_wins(enrolment, agencies),
        "signatures": signatures_of(request.user),
        "tasks": tasks,
        "scoring": scoring_of(request.user, enrolment),
        "guidance": open_sections[0].guidance if open_sections else "",
        "paste_url": open_sections[0].get_absolute_url() if open_sections else "",
    }
    context = {
        "enrolment": enrolment,
        "choices": choices(request, "writer", enrolment),
        "lead": _lead(enrolment, agencies, len(comments), len(open_sections), len(tasks)),
        "parts": drawn(request, "dashboards/_writer_parts.html", parts),
    }
    return render(request, "dashboards/writer.html", context)


def _sections(enrolment: Enrolment, user) -> list[Any]:
    """What this person writes, for an agency or by name, the most urgent first."""
    rows = Section.objects.filter(chapter__book__plan__enrolment=enrolment).written_by(user)
    return sorted(
        progress.with_states(rows.for_queue()),
        key=lambda s: (
            _urgency(s),
            s.deadline is None,
            s.deadline or clock.today(),
            s.chapter.book.number,
            s.chapter.number,
            s.order,
        ),
    )


def _urgency(section: Any) -> int:
    """A section that only shows records is as far as an empty one: nobody has begun to write it."""
    begun = section.has_words or section.state != SectionState.STARTED
    return URGENT.index(section.state if begun else SectionState.EMPTY)


def _comments(request: HttpRequest, enrolment: Enrolment) -> list[Comment]:
    return list(
        Comment.objects.to_answer_by(request.user)
        .filter(chapter__book__plan__enrolment=enrolment)
        .for_threads()
        .order_by("at")
    )


def _lead(enrolment: Enrolment, agencies, comments: int, open_sections: int, tasks: int) -> str:
    names = ", ".join(agency.name for agency in agencies)
    parts = []
    if comments:
        parts.append(
            ngettext("%(count)d comment to answer", "%(count)d comments to answer", comments)
            % {"count": comments}
        )
    if open_sections:
        parts.append(
            ngettext("%(count)d section to write", "%(count)d sections to write", open_sections)
            % {"count": open_sections}
        )
    if tasks:
        parts.append(ngettext("%(count)d task", "%(count)d tasks", tasks) % {"count": tasks})
    waits = f"{'; '.join(parts)}." if parts else _("Nothing waits for you.")
    return f"{names}, {enrolment.region}. {waits[0].upper()}{waits[1:]}"


def _next(open_sections: list[Any], user) -> dict[str, Any] | None:
    """The section this person wrote in last, else the most urgent one."""
    if not open_sections:
        return None
    mine = [s for s in open_sections if s.updated_by_id == user.pk and s.updated_at]
    section = max(mine, key=lambda s: s.updated_at) if mine else open_sections[0]
    where = f"{section.chapter.book.short}, Bab {section.chapter.number}."
    until = _("Expected by %(day)s.") % {"day": day(section.deadline)} if section.deadline else ""
    return {
        "why": _("Go on where you stopped") if mine else _("Next step"),
        "title": str(section),
        "text": f"{where} {until}".strip(),
        "action": {"label": _action(section), "url": section.get_absolute_url()},
    }


def _action(section: Any) -> str:
    if section.state == SectionState.NEEDS_WORK:
        return _("Improve")
    return _("Begin to write") if section.state == SectionState.EMPTY else _("Go on writing")


def _row(section: Any) -> dict[str, Any]:
    chapter = section.chapter
    writable = not chapter.is_locked
    notes = [f"{chapter.book.short}, Bab {chapter.number}"]
    if due.is_late(section):
        notes.append(_("was due on %(day)s") % {"day": day_brief(section.deadline)})
    elif writable and section.deadline:
        notes.append(_("until %(day)s") % {"day": day_brief(section.deadline)})
    if not writable and chapter.state_since:
        notes.append(_("since %(day)s") % {"day": day_brief(chapter.state_since)})
    return {
        "title": str(section),
        "tone": section.tone,
        "word": section.state.label,
        "notes": notes,
        "action": {
            "label": _action(section) if writable else _("Read"),
            "url": section.get_absolute_url() if writable else chapter.get_absolute_url(),
            "hint": str(section),
            "quiet": not writable or section.state not in due.OPEN,
        },
    }


def _thread(comment: Comment) -> dict[str, Any]:
    said = [{"who": str(comment.by), "when": day_brief(comment.at), "text": comment.text}]
    said += [
        {"who": str(reply.by), "when": day_brief(reply.at), "text": reply.text}
        for reply in comment.replies.all()
    ]
    return {
        "id": comment.pk,
        "where": str(comment.section) if comment.section else comment.chapter.label,
        "tone": "wait",
        "word": _("Waiting for your answer"),
        "quote": comment.quote,
        "said": said,
        "reply": {
            "url": reverse("masterplans:comment_answer", kwargs={"pk": comment.pk}),
            "label": _("Your answer"),
            "submit": _("Send the answer"),
        },
        "actions": [{"label": _("Open in the text"), "url": comment.get_absolute_url()}],
    }


def _quick_wins(enrolment: Enrolment, agencies) -> list[dict[str, Any]]:
    """Quick wins that these agencies answer for and that are not final yet."""
    rows = (
        QuickWin.objects.living()
        .filter(agency__in=agencies, plan__enrolment=enrolment)
        .exclude(state="final")
        .only("name", "state")
    )
    return [
        {
            "title": quick_win.name,
            "tone": "busy",
            "word": quick_win.get_state_display(),
            "action": {"label": _("Open the profile"), "url": quick_win.get_absolute_url()},
        }
        for quick_win in rows
    ]
