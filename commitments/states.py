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
    EXPIRED = "expired", _("Expired")


SHEET_TONES = {
    SheetState.DRAFT: "none",
    SheetState.ISSUED: "sign",
    SheetState.SIGNING: "sign",
    SheetState.FINALISING: "busy",
    SheetState.COMPLETED: "signed",
    SheetState.VOID: "stop",
    SheetState.EXPIRED: "stop",
}
OPEN_STATES = (SheetState.ISSUED, SheetState.SIGNING)
ENDED_STATES = (SheetState.VOID, SheetState.EXPIRED)
PUBLIC_STATES = (*OPEN_STATES, SheetState.FINALISING, SheetState.COMPLETED, *ENDED_STATES)
UNFINISHED = (SheetState.DRAFT, *OPEN_STATES, SheetState.FINALISING)


def ready_to_issue(sheet: "Sheet") -> list[str]:
    """A sheet quotes an issued book, names its place and day, and everybody on it can sign."""
    return [*ready_to_print(sheet), *_stamp_missing(sheet)]


def ready_to_print(sheet: "Sheet") -> list[str]:
    """Everything that issuing asks, but the stamp: a sheet is printed to be stamped."""
    people = list(sheet.signatories.with_people())
    reasons = [*_nothing_quoted(sheet), *_words_missing(sheet), *_nobody_to_sign(sheet, people)]
    for signatory in people:
        reasons += [*_out_of_office(signatory), *_no_account(signatory)]
    return reasons


def _nothing_quoted(sheet: "Sheet") -> list[str]:
    if not sheet.is_promise:
        return []
    if sheet.edition_id is None:
        return [
            gettext("No book of this plan has been issued yet. Issue the book, then the sheet.")
        ]
    if sheet.edition is not None and sheet.edition.withdrawn_at:
        return [gettext("The book edition that the sheet quotes has been withdrawn.")]
    return []


def _words_missing(sheet: "Sheet") -> list[str]:
    reasons = []
    if sheet.is_promise and not (sheet.title.strip() and sheet.clauses):
        reasons.append(gettext("The sheet has no title or no clauses yet."))
    if sheet.is_promise and not sheet.place.strip():
        reasons.append(gettext("The place of signing is missing."))
    return reasons


def _stamp_missing(sheet: "Sheet") -> list[str]:
    if not sheet.needs_emeterai or sheet.stamped_sha256:
        return []
    return [
        gettext("The stamped file (e-Meterai) has not been taken in yet. Upload it, then issue.")
    ]


def _nobody_to_sign(sheet: "Sheet", people: list["Signatory"]) -> list[str]:
    if sheet.kind in {"joint", "head"} and not any(row.is_head_of_region for row in people):
        return [
            gettext(
                "The head of region holds no office in the portal yet. Enter the office holder."
            )
        ]
    if sheet.kind == "agency" and not any(row.agency_id == sheet.agency_id for row in people):
        return [
            gettext("%(agency)s has no head in the portal yet. Enter the office holder.")
            % {"agency": sheet.agency}
        ]
    return [] if people else [gettext("Nobody signs this document yet.")]


def _out_of_office(signatory: "Signatory") -> list[str]:
    until = signatory.tenure.until if signatory.tenure else None
    if until is None or until >= timezone.localdate():
        return []
    words = {"name": signatory.name, "office": signatory.office}
    return [
        gettext(
            "%(name)s no longer holds the office %(office)s. Date the sheet on a day when the successor holds it."
        )
        % words
    ]


def _no_account(signatory: "Signatory") -> list[str]:
    """Whoever signs on paper needs none."""
    if signatory.user is not None or signatory.route == "paper":
        return []
    words = {"name": signatory.name, "office": signatory.office}
    return [gettext("%(name)s (%(office)s) has no account yet. Invite them, then issue.") % words]


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
    expire=Step(
        sources=frozenset(OPEN_STATES), target=SheetState.EXPIRED, label=_("Let it run out")
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
    tenure = signatory.tenure
    if tenure is None or tenure.until is None or tenure.until >= timezone.localdate():
        return []
    until = tenure.until
    return [
        gettext(
            "Your term as %(office)s ended on %(day)s. Whoever follows you in the office signs."
        )
        % {"office": tenure.office.title, "day": day(until)}
    ]


def may_be_signed(signatory: "Signatory") -> list[str]:
    """The sheet is under signature, and the person still holds the office."""
    return [*sheet_is_open(signatory), *still_in_office(signatory)]


def may_be_on_paper(signatory: "Signatory") -> list[str]:
    """Not on a sheet whose foot says that all its signatures are certified."""
    if not signatory.sheet.is_for_certificates:
        return sheet_is_open(signatory)
    return [gettext("On this sheet all signatures are to be certified, so none on paper counts.")]


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
    confirm_ink=Step(
        sources=frozenset(TURN_STATES),
        target=SignatoryState.SIGNED,
        label=_("Confirm the signature on paper"),
        guard=may_be_on_paper,
    ),
    decline=Step(
        sources=frozenset(TURN_STATES),
        target=SignatoryState.DECLINED,
        label=_("Decline with a reason"),
        guard=sheet_is_open,
    ),
    delegate=Step(
        sources=frozenset({SignatoryState.WAITING, *TURN_STATES, SignatoryState.DECLINED}),
        target=SignatoryState.WAITING,
        label=_("Hand to another official"),
        guard=sheet_is_open,
    ),
    ask_again=Step(
        sources=frozenset({SignatoryState.DECLINED}),
        target=SignatoryState.ASKED,
        label=_("Ask this person again"),
        guard=sheet_is_open,
    ),
)


class AttemptState(models.TextChoices):
    PREPARED = "prepared", _("Prepared")
    SENDING = "sending", _("Sent out")
    VALIDATING = "validating", _("Being checked")
    DONE = "done", _("Signed")
    FAILED = "failed", _("Not signed")
    UNKNOWN = "unknown", _("Outcome unknown")


LEASING_STATES = (AttemptState.PREPARED, AttemptState.SENDING, AttemptState.VALIDATING)
OPEN_ATTEMPTS = (*LEASING_STATES, AttemptState.UNKNOWN)
