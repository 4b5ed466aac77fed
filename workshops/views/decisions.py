"""Which decisions about a stage does this person see, told with their consequences?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from workshops.forms import ReasonForm
from workshops.gates import Gate
from workshops.models import StagePlea
from workshops.models.workshop import numeral

Dialog = dict[str, Any]


def offered(gate: Gate, *, user: User, plea: StagePlea | None) -> list[Dialog]:
    """Return the dialogs as parts/confirm.html draws them: close, override, decline, plead, reopen."""
    enrolment = gate.enrolment
    if gate.is_passed:
        return [_reopen(gate)] if _may_reopen(user, gate) else []
    if gate.stage != enrolment.stage:
        return []
    if gate.is_met:
        return [_close(gate)] if user.has_perm("workshops.close_stage", enrolment) else []
    found = []
    if user.has_perm("workshops.override_stage", enrolment):
        found.append(_override(gate))
    if plea and user.has_perm("workshops.answer_plea", enrolment):
        found.append(_decline(gate, plea))
    if not plea and user.has_perm("workshops.plead_stage", enrolment):
        found.append(_plead(gate))
    return found


def _may_reopen(user: User, gate: Gate) -> bool:
    return gate.is_passed and user.has_perm("workshops.reopen_stage", gate.enrolment)


def _close(gate: Gate) -> Dialog:
    words = {"stage": gate.numeral, "region": gate.enrolment.region}
    return {
        "label": _("Close stage %(stage)s") % words,
        "icon": "check2-all",
        "title": _("Close stage %(stage)s of %(region)s?") % words,
        "text": _("The requirements are asked once more while closing. The region is told."),
        "url": _stage_url("workshops:stage_close", gate),
        "submit": _("Close stage %(stage)s") % words,
        "primary": True,
    }


def _override(gate: Gate) -> Dialog:
    words = {"stage": gate.numeral, "count": len(gate.unmet)}
    text = ngettext(
        "%(count)d requirement is not met. History keeps what is missing next to your reason.",
        "%(count)d requirements are not met. History keeps what is missing next to your reason.",
        len(gate.unmet),
    )
    return {
        "label": _("Close with a reason"),
        "icon": "unlock",
        "title": _("Close stage %(stage)s although requirements are unmet?") % words,
        "text": text % words,
        "url": _stage_url("workshops:stage_override", gate),
        "submit": _("Close with this reason"),
        "danger": True,
        "form": ReasonForm(prefix_id="override"),
    }


def _reopen(gate: Gate) -> Dialog:
    words = {"stage": gate.numeral, "last": numeral(gate.enrolment.stage - 1)}
    text = (
        _(
            "All stages from %(stage)s to %(last)s open again and are closed anew, one after the other. What was held and written stays; the region is told why."
        )
        if gate.stage < gate.enrolment.stage - 1
        else _("The next stage waits until this one is closed again. The region is told why.")
    )
    return {
        "label": _("Open the stage again"),
        "icon": "arrow-counterclockwise",
        "title": _("Open stage %(stage)s again?") % words,
        "text": text % words,
        "url": _url("workshops:stage_reopen", gate),
        "fields": {"stage": str(gate.stage)},
        "submit": _("Open again"),
        "danger": True,
        "form": ReasonForm(prefix_id="reopen"),
    }


def _plead(gate: Gate) -> Dialog:
    return {
        "label": _("Ask the ministry to close it all the same"),
        "icon": "send",
        "title": _("Ask the ministry to close stage %(stage)s?") % {"stage": gate.numeral},
        "text": _("The ministry sees what is missing and your reason, and decides."),
        "url": _url("workshops:stage_plead", gate),
        "submit": _("Ask the ministry"),
        "form": ReasonForm(prefix_id="plead"),
    }


def _decline(gate: Gate, plea: StagePlea) -> Dialog:
    return {
        "label": _("Keep the stage open"),
        "title": _("Keep stage %(stage)s open?") % {"stage": gate.numeral},
        "text": _("The coordinator is told your reason."),
        "url": reverse(
            "workshops:plea_decline", kwargs={"slug": gate.enrolment.slug, "pk": plea.pk}
        ),
        "submit": _("Keep it open"),
        "form": ReasonForm(prefix_id="decline"),
    }


def _url(name: str, gate: Gate) -> str:
    return reverse(name, kwargs={"slug": gate.enrolment.slug})


def _stage_url(name: str, gate: Gate) -> str:
    return reverse(name, kwargs={"slug": gate.enrolment.slug, "number": gate.stage})
