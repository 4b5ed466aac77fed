"""When may a sheet and a signatory move, and what must be true first?"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartcity_portal.kit.formats import day
from smartcity_portal.kit.machine import Machine, Step

if TYPE_CHECKING:
    from commitments.models import Sheet, Signatory


class SheetState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    SIGNING = "signing", _("Being signed")
    FINALISING = "finalising", _("Being sealed")
    COMPLETED = "completed", _("Completed")
    VOID = "void", _("Void")


OPEN_STATES = (SheetState.ISSUED, SheetState.SIGNING)
PUBLIC_STATES = (*OPEN_STATES, SheetState.FINALISING, SheetState.COMPLETED, SheetState.VOID)
UNFINISHED = (SheetState.DRAFT, *OPEN_STATES, SheetState.FINALISING)


def ready_to_issue(sheet: "Sheet") -> list[str]:
    """A sheet quotes an issued book, names its place and day, and everybody on it can sign."""
    reasons = []
    if sheet.edition_id is None:
        reasons.append(
            gettext("No book of this plan has been issued yet. Issue the book, then the sheet.")
        )
    elif sheet.edition is not None and sheet.edition.withdrawn_at:
        reasons.append(gettext("The book edition that the sheet quotes has been withdrawn."))
    if not (sheet.title.strip() and sheet.clauses):
        reasons.append(gettext("The sheet has no title or no clauses yet."))
    if not sheet.place.strip():
        reasons.append(gettext("The place of signing is missing."))
    people = list(sheet.signatories.with_people())
    if not any(signatory.is_head_of_region for signatory in people):
        reasons.append(
            gettext(
                "The head of region holds no office in the portal yet. Enter the office holder."
            )
        )
    for signatory in people:
        until = signatory.tenure.until
        if until is not None and until < timezone.localdate():
            reasons.append(
                gettext(
                    "%(name)s no longer holds the office %(office)s. Date the sheet on a day when the successor holds it."
                )
                % {"name": signatory.name, "office": signatory.office}
            )
        if signatory.user is None:
            reasons.append(
                gettext("%(name)s (%(office)s) has no account yet. Invite them, then issue.")
                % {"name": signatory.name, "office": signatory.office}
            )
    return reasons


SHEET = Machine(
    "commitments",
    "sheet",
    issue=Step(
        sources=frozenset({SheetState.DRAFT}),
        target=SheetState.ISSUED,
        label=_("Issue for signing"),
        guard=ready_to_issue,
    ),
    finish=Step(
        sources=frozenset({SheetState.FINALISING}),
        target=SheetState.COMPLETED,
        label=_("Seal again"),
    ),
    void=Step(sources=frozenset(UNFINISHED), target=SheetState.VOID, label=_("Declare void")),
    revoke=Step(
        sources=frozenset({SheetState.COMPLETED}),
        target=SheetState.VOID,
        label=_("Revoke the completed sheet"),
    ),
)


class SignatoryState(models.TextChoices):
    WAITING = "waiting", _("Not asked yet")
    ASKED = "asked", _("Waiting for signature")
    SEEN = "seen", _("Opened, not signed yet")
    SIGNED = "signed", _("Signed")
    DECLINED = "declined", _("Declined")


TURN_STATES = (SignatoryState.ASKED, SignatoryState.SEEN)


def still_in_office(signatory: "Signatory") -> list[str]:
    """Only whoever holds the office on that day signs for it."""
    until = signatory.tenure.until
    if until is None or until >= timezone.localdate():
        return []
    return [
        gettext(
            "Your term as %(office)s ended on %(day)s. Whoever follows you in the office signs."
        )
        % {"office": signatory.tenure.office.title, "day": day(until)}
    ]


def may_be_signed(signatory: "Signatory") -> list[str]:
    """The sheet is under signature, and the person still holds the office."""
    return [*sheet_is_open(signatory), *still_in_office(signatory)]


def sheet_is_open(signatory: "Signatory") -> list[str]:
    """Signing happens between issue and the last signature."""
    if signatory.sheet.state in OPEN_STATES:
        return []
    return [
        gettext("This sheet can no longer be signed; its state is “%(state)s”.")
        % {"state": signatory.sheet.get_state_display()}
    ]


SIGNATORY = Machine(
    "commitments",
    "signatory",
    sign=Step(
        sources=frozenset(TURN_STATES),
        target=SignatoryState.SIGNED,
        label=_("Sign"),
        guard=may_be_signed,
    ),
    decline=Step(
        sources=frozenset(TURN_STATES),
        target=SignatoryState.DECLINED,
        label=_("Decline with a reason"),
        guard=sheet_is_open,
    ),
    ask_again=Step(
        sources=frozenset({SignatoryState.DECLINED}),
        target=SignatoryState.ASKED,
        label=_("Ask this person again"),
        guard=sheet_is_open,
    ),
)
