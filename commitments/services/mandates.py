"""How does another official sign in somebody's place, and who may prepare it? All written down."""

from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history
from accounts.services.permission import require
from commitments import notices
from commitments.models import Aide, AideNote, Mandate, Sheet, Signatory
from commitments.services import turns
from commitments.states import SIGNATORY
from programs.models import Office, Tenure
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.uploads import clean_pdf


@transaction.atomic
def delegate(
    signatory: Signatory,
    to: Tenure,
    *,
    by: User,
    kind: str,
    decree: str,
    reason: str,
    file: IO[bytes] | None = None,
) -> Signatory:
    """Hand a place to another official of the region; the paper keeps whom it was printed for.

    `kind` is a.n., u.b., Plh. or Plt.; `decree` the number of the mandate. Whoever gave the place
    away is told. Raises Blocked for an official of another region or one without an account.
    """
    sheet = Sheet.objects.select_for_update().get(pk=signatory.sheet_id)
    signatory = Signatory.objects.with_sheet().get(pk=signatory.pk)
    before = signatory.tenure
    SIGNATORY.take("delegate", signatory, by=by)
    if before is None:
        raise Blocked([_("A witness is not replaced. Change the witnesses on a new sheet.")])
    if reasons := _reasons_against(signatory, to, decree, reason):
        raise Blocked(reasons)
    Mandate.objects.create(
        signatory=signatory,
        given_by=before,
        given_to=to,
        kind=kind,
        decree=decree.strip(),
        reason=reason.strip(),
        file_sha256=blobs.put(clean_pdf(file)) if file is not None else "",
        by=by,
        at=timezone.now(),
    )
    signatory.printed_tenure = signatory.printed_tenure or before
    signatory.tenure, signatory.on_behalf = to, kind
    signatory.state_since = timezone.now()
    signatory.asked_at = signatory.seen_at = signatory.reminded_at = None
    signatory.decline_reason = ""
    signatory.save()
    history.record(
        "commitments.signatory.delegate",
        sheet,
        by=by,
        name=to.official.name,
        office=signatory.signer_office,
        predecessor=before.official.name,
        decree=decree.strip(),
    )
    notices.place_handed_over(signatory, before, by=by)
    turns.ask_next(signatory.sheet, by=by)
    signatory.refresh_from_db()
    return signatory


def _reasons_against(signatory: Signatory, to: Tenure, decree: str, reason: str) -> list[str]:
    reasons = []
    if to.office.region_id != signatory.enrolment.region_id:
        reasons.append(_("This official holds no office in this region."))
    if to.pk == signatory.tenure_id:
        reasons.append(_("This is the person who is asked already."))
    if to.until is not None and to.until < timezone.localdate():
        reasons.append(_("%(name)s no longer holds this office.") % {"name": to.official.name})
    if to.official.user_id is None:
        reasons.append(
            _("%(name)s has no account yet. Invite them first.") % {"name": to.official.name}
        )
    if not decree.strip():
        reasons.append(_("Give the number of the letter of mandate."))
    if not reason.strip():
        reasons.append(_("Say why another official signs."))
    return reasons


@transaction.atomic
def name_aide(office: Office, user: User, *, by: User) -> Aide:
    """Let somebody prepare the signatures of an office: read, ask, leave notes; never sign."""
    require("commitments.name_aide", office, by=by)
    if office.tenures.current().filter(official__user=user).exists():
        raise Blocked([_("Whoever holds the office cannot be its own aide.")])
    aide, made = Aide.objects.get_or_create(
        office=office, user=user, until=None, defaults={"named_by": by, "since": timezone.now()}
    )
    if made:
        history.record("commitments.aide.name", office.region, by=by, name=user, office=office)
        notices.aide_named(aide, by=by)
    return aide


@transaction.atomic
def release_aide(aide: Aide, *, by: User) -> None:
    """End an aide's work for an office."""
    require("commitments.name_aide", aide.office, by=by)
    if Aide.objects.active().filter(pk=aide.pk).update(until=timezone.now()):
        office = aide.office
        history.record(
            "commitments.aide.release", office.region, by=by, name=aide.user, office=office
        )


@transaction.atomic
def leave_note(signatory: Signatory, *, by: User, text: str) -> AideNote:
    """Tell the signatory something before signing; it stands on their page alone."""
    require("commitments.note_signatory", signatory, by=by)
    if not text.strip():
        raise Blocked([_("Write the note.")])
    note = AideNote.objects.create(signatory=signatory, text=text.strip(), by=by)
    history.record("commitments.signatory.note", signatory.sheet, by=by, name=signatory.name)
    notices.note_left(note, by=by)
    return note
