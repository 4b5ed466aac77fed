"""What can this person do with a letter now, and what came of it?"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from smartcity_portal.kit.attempts import attempt
from workshops.forms import ReasonForm
from workshops.models import Letter, LetterRecipient
from workshops.services import deliveries, letters

AT_ONCE = 50
VERBS = ("issue", "replace", "cancel", "discard", "send", "include")
STATES = {"terkirim": "sent", "belum": "none", "antre": "queued", "gagal": "failed"}
ANSWERS = {"hadir": "hadir", "diwakili": "diwakili", "tidak": "tidak"}


def permission(verb: str) -> str:
    """Name the permission of a verb; adding people is part of sending."""
    return "workshops.send_letter" if verb == "include" else f"workshops.{verb}_letter"


def carry_out(request: HttpRequest, letter: Letter, verb: str) -> HttpResponse:
    """Do it, say what came of it, and lead on."""
    by: Any = request.user
    reason = request.POST.get("reason", "")
    count: list[int] = []
    made: list[Letter] = []
    acts: dict[str, tuple[Callable[[], Any], str]] = {
        "issue": (
            lambda: letters.issue(letter, by=by),
            _("The letter is issued and has its number. Send it now, or print it."),
        ),
        "replace": (lambda: made.append(letters.replace(letter, by=by, reason=reason)), ""),
        "cancel": (
            lambda: letters.cancel(letter, by=by, reason=reason),
            _("The letter is cancelled; those whom it reached are told by mail."),
        ),
        "discard": (lambda: letters.discard(letter, by=by), _("The draft has been thrown away.")),
        "send": (lambda: count.append(deliveries.send(letter, by=by)), ""),
        "include": (lambda: count.append(deliveries.include(letter, by=by)), ""),
    }
    act, done = acts[verb]
    if not attempt(request, act, done=done):
        return redirect(letter)
    if made:
        return redirect("workshops:letter_edit", pk=made[0].pk)
    if verb == "send":
        words = ngettext(
            "%(count)d mail is on its way.", "%(count)d mails are on their way.", count[0]
        )
        messages.success(request, words % {"count": count[0]})
    if verb == "include":
        words = ngettext(
            "%(count)d person was added. Send the letter to reach them.",
            "%(count)d people were added. Send the letter to reach them.",
            count[0],
        )
        messages.success(request, words % {"count": count[0]})
    if verb == "discard":
        workshop = letter.workshop
        return redirect(
            "workshops:letter_list", slug=workshop.enrolment.slug, number=workshop.number
        )
    return redirect(letter)


def offered(letter: Letter, user: User) -> list[dict[str, Any]]:
    """Return the dialogs of parts/confirm.html that this person is offered."""
    may = {verb for verb in VERBS if user.has_perm(permission(verb), letter)}
    if letter.is_draft:
        rows = [_issue(letter), _discard(letter)]
    elif letter.is_issued:
        rows = [_replace(letter), _cancel(letter)]
    else:
        rows = []
    return [row for row in rows if row["verb"] in may]


def board(letter: Letter, query: QueryDict) -> dict[str, Any]:
    """The recipients with counts and filters; fifty at a time."""
    rows = letter.recipients.all()
    every = list(rows.values_list("state", "answer", "email"))
    chosen = query.get("lihat", "")
    words = query.get("cari", "").strip()
    if chosen in STATES:
        rows = rows.filter(state=STATES[chosen])
    elif chosen in ANSWERS:
        rows = rows.filter(answer=ANSWERS[chosen])
    elif chosen == "diam":
        rows = rows.filter(answer="")
    if words:
        rows = rows.matching(words)
    page = Paginator(rows, AT_ONCE).get_page(query.get("page"))
    for row in page:
        row.letter = letter
    return {
        "page": page,
        "words": words,
        "chosen": chosen,
        "views": _views(every, chosen),
        "counts": _counts(every),
    }


def say(request: HttpRequest, sentences: Iterable[Any]) -> None:
    for sentence in sentences:
        messages.error(request, sentence)


def _counts(every: list[tuple[str, str, str]]) -> dict[str, int]:
    def those(place: int, value: str) -> int:
        return sum(1 for row in every if row[place] == value)

    return {
        "all": len(every),
        "sent": those(0, "sent"),
        "waiting": those(0, "queued") + those(0, "sending"),
        "failed": those(0, "failed"),
        "unsent": sum(1 for state, _a, email in every if state in {"none", "failed"} and email),
        "without": sum(1 for _s, _a, email in every if not email),
        "attends": those(1, "hadir"),
        "represented": those(1, "diwakili"),
        "absent": those(1, "tidak"),
        "silent": those(1, ""),
    }


def _views(every: list[tuple[str, str, str]], chosen: str) -> list[dict[str, Any]]:
    words = [
        ("", _("All"), len(every)),
        ("belum", _("Not sent"), sum(1 for row in every if row[0] == "none")),
        ("antre", _("In the queue"), sum(1 for row in every if row[0] == "queued")),
        ("gagal", _("Not delivered"), sum(1 for row in every if row[0] == "failed")),
        ("hadir", _("Attend"), sum(1 for row in every if row[1] == "hadir")),
        ("diwakili", _("Send somebody"), sum(1 for row in every if row[1] == "diwakili")),
        ("tidak", _("Do not attend"), sum(1 for row in every if row[1] == "tidak")),
        ("diam", _("No answer yet"), sum(1 for row in every if not row[1])),
    ]
    return [
        {
            "label": label,
            "count": count,
            "url": f"?lihat={key}#penerima" if key else "?#penerima",
            "current": key == chosen,
        }
        for key, label, count in words
        if count or not key or key == chosen
    ]


def _dialog(letter: Letter, verb: str, **words: Any) -> dict[str, Any]:
    url = reverse(f"workshops:letter_{verb}", kwargs={"pk": letter.pk})
    return {"verb": verb, "url": url, **words}


def _issue(letter: Letter) -> dict[str, Any]:
    return _dialog(
        letter,
        "issue",
        label=_("Issue the letter"),
        icon="check2-all",
        title=_("Issue this letter?"),
        text=_(
            "It gets its number and does not change any more. No mail leaves before you send it."
        ),
        submit=_("Issue the letter"),
        primary=True,
    )


def _discard(letter: Letter) -> dict[str, Any]:
    return _dialog(
        letter,
        "discard",
        label=_("Throw the draft away"),
        icon="trash",
        title=_("Throw this draft away?"),
        text=_("No number was given to it."),
        submit=_("Throw it away"),
        danger=True,
    )


def _replace(letter: Letter) -> dict[str, Any]:
    return _dialog(
        letter,
        "replace",
        label=_("Replace the letter"),
        icon="arrow-repeat",
        title=_("Replace letter %(number)s?") % {"number": letter.number},
        text=_(
            "A new draft takes over its words. This letter holds until the new one is issued; calendars follow the new one."
        ),
        submit=_("Draft the replacement"),
        form=ReasonForm(prefix_id="replace"),
    )


def _cancel(letter: Letter) -> dict[str, Any]:
    return _dialog(
        letter,
        "cancel",
        label=_("Cancel the letter"),
        icon="x-lg",
        title=_("Cancel letter %(number)s?") % {"number": letter.number},
        text=_("Everybody whom it reached is told the reason, and calendars drop the entry."),
        submit=_("Cancel the letter"),
        danger=True,
        form=ReasonForm(prefix_id="cancel"),
    )


def failure(recipient: LetterRecipient) -> str:
    """Why a mail did not go out, in words."""
    return {
        "refused": _("The mail server refused the address. Check it and send again."),
        "unreachable": _("The mail server could not be reached. Send again later."),
        "interrupted": _("Sending was cut short; nobody knows whether it went out."),
    }.get(recipient.error, "")
