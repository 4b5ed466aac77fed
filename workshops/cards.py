"""How do a gate and the four stages look as data for the shared parts of pages?"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from masterplans.models import Chapter
from programs.models import Enrolment
from programs.people import relations_of
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day_range
from workshops.gates import Gate
from workshops.holders import Holder
from workshops.lines import Door, Item, Line
from workshops.models import Workshop

MANY = 8


def gate_card(
    gate: Gate, *, user: User, reminded: Iterable[str] = (), back: str = ""
) -> dict[str, Any]:
    """Return what parts/gate.html draws: each unmet line with its items, the met ones folded.

    `back` names the page that a reminder returns to ("home"; default: the gate's own page).
    """
    mine = keys_of(user, gate.enrolment)
    may_remind = user.has_perm("workshops.remind_holder", gate.enrolment)
    draw = _Drawing(gate, mine, may_remind, frozenset(reminded), back)
    return {
        "title": gate.title,
        "lead": _lead(gate, user),
        "met": [line.text for line in gate.met],
        "unmet": [draw.line(line) for line in gate.unmet],
        "share": gate.as_text,
        "printable": True,
    }


def keys_of(user: User, enrolment: Enrolment) -> frozenset[str]:
    """Return the holders' keys that stand for this person in this enrolment."""
    relations = relations_of(user)
    keys = {f"agency:{agency}" for agency in relations.agencies}
    keys |= {f"head:{agency}" for agency in relations.headed_agencies}
    keys |= {f"office:{office}" for office in relations.held_offices}
    if relations.ministry:
        keys.add("ministry")
    if enrolment.pk in relations.mentored:
        keys.add("mentor")
    if enrolment.region_id in relations.coordinated_regions:
        keys.add("coordinator")
    return frozenset(keys)


class _Drawing:
    def __init__(
        self,
        gate: Gate,
        mine: frozenset[str],
        may_remind: bool,
        reminded: frozenset[str],
        back: str,
    ) -> None:
        self.gate, self.mine, self.may_remind = gate, mine, may_remind
        self.reminded, self.back = reminded, back
        self.remind_url = reverse("workshops:holder_remind", kwargs={"slug": gate.enrolment.slug})

    def line(self, line: Line) -> dict[str, Any]:
        if len(line.items) == 1:
            item = line.items[0]
            return {"title": line.text, "note": item.text, **self._waiting(item)}
        shown = [{"text": item.text, **self._waiting(item)} for item in line.items[:MANY]]
        more = len(line.items) - MANY
        if more > 0:
            sentence = ngettext("and %(count)d more", "and %(count)d more", more)
            shown.append({"text": sentence % {"count": more}})
        return {"title": line.text, "subs": shown}

    def _waiting(self, item: Item) -> dict[str, Any]:
        you = item.holder.key in self.mine
        return {
            "holder": _("You") if you else item.holder.name,
            "days": item.days,
            "you": you,
            "action": self._door(item, you),
            "remind": None if you else self._remind(item.holder, item.text),
        }

    def _door(self, item: Item, you: bool) -> dict[str, Any] | None:
        if not item.url:
            return None
        url = item.url
        if isinstance(item.target, Door) and not you:
            url = self.gate.enrolment.get_absolute_url()
        return {"label": _door_label(item.target, you), "url": url, "hint": item.text}

    def _remind(self, holder: Holder, about: str) -> dict[str, Any] | None:
        if not self.may_remind or self.gate.stage != self.gate.enrolment.stage:
            return None
        if holder.key in self.reminded:
            return {"label": _("Reminded"), "disabled": _("today"), "icon": "bell"}
        return {
            "label": _("Remind"),
            "icon": "bell",
            "hint": f"{holder.name}: {about}",
            "url": self.remind_url,
            "post": True,
            "fields": {"holder": holder.key, "next": self.back},
        }


def _door_label(target: Any, you: bool) -> str:
    if isinstance(target, Chapter):
        if you and target.state in {"empty", "writing", "needs_work"}:
            return _("Go on writing")
        return _("Open Bab %(number)s") % {"number": target.number}
    return _("Open it")


def _lead(gate: Gate, user: User) -> str:
    if gate.is_passed:
        return _("This is how the records stand today; how the stage was closed stands below.")
    if gate.is_met and user.has_perm("workshops.close_stage", gate.enrolment):
        return _("You close the stage; the next one begins at once.")
    if gate.stage == 4:
        return _(
            "When all are met, the ministry closes Bimtek IV; the presentation at the ministry comes next."
        )
    return _("When all are met, the ministry closes the stage and the next one begins.")


def steps(enrolment: Enrolment, workshops: Iterable[Workshop], *, link: bool = True) -> list[dict]:
    """Return the four bimtek for parts/steps.html."""
    return [_step(enrolment, workshop, link) for workshop in workshops]


def _step(enrolment: Enrolment, workshop: Workshop, link: bool) -> dict[str, Any]:
    state = (
        "done"
        if workshop.number < enrolment.stage
        else "now"
        if workshop.number == enrolment.stage
        else "later"
    )
    return {
        "label": workshop.title,
        "when": when(workshop),
        "what": where_it_stands(workshop, state),
        "state": state,
        "number": workshop.number,
        "url": workshop.get_absolute_url() if link else "",
    }


def when(workshop: Workshop) -> str:
    """The dates as people write them, or why there are none."""
    if workshop.starts_on:
        return day_range(workshop.starts_on, workshop.last_day)
    return _("Date not found") if workshop.held else _("No dates yet")


def where_it_stands(workshop: Workshop, state: str) -> str:
    """A word or two under the step: closed, held, day 1 of 2, planned."""
    if state == "done":
        return _("Closed")
    if workshop.held:
        return _("Held, stage still open")
    today = clock.today()
    if workshop.starts_on and workshop.starts_on <= today <= workshop.last_day:
        return _("Under way, day %(day)d of %(days)d") % {
            "day": (today - workshop.starts_on).days + 1,
            "days": (workshop.last_day - workshop.starts_on).days + 1,
        }
    if workshop.starts_on and workshop.last_day < today:
        return _("Dates are over, not recorded yet")
    return workshop.plan.title if state == "later" else _("Open stage")
