"""Where are the commitment sheets of an enrolment, and how far is its agreement signed?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from commitments import paper_cards
from commitments.models import Sheet
from programs.doors import Door, door
from programs.models import Enrolment
from programs.signings import Signing, tells


@door(40)
def sheet(enrolment: Enrolment) -> Door | None:
    if not hasattr(enrolment, "masterplan"):
        return None
    found = list(Sheet.objects.of(enrolment).promises().standing().with_progress())
    page = reverse("commitments:sheet_of", kwargs={"slug": enrolment.slug})
    if not found:
        return Door(_("Commitment"), page, [_("No sheet has been drafted")])
    done = sum(1 for row in found if row.completed_at)
    state = found[0].get_state_display()
    if len(found) > 1:
        state = ngettext(
            "%(done)d of %(all)d sheet completed",
            "%(done)d of %(all)d sheets completed",
            len(found),
        ) % {"done": done, "all": len(found)}
    words = {
        "done": sum(row.signatory_done for row in found),
        "all": sum(row.signatory_total for row in found),
    }
    return Door(_("Commitment"), page, [state, _("%(done)d of %(all)d have signed") % words])


@tells
def memorandum(enrolment: Enrolment, user: User) -> Signing:
    """The signatures on the MoU; the ministry asks for them while no signed file is there."""
    record = getattr(enrolment, "memorandum", None)
    if record is None:
        return Signing()
    rows = Sheet.objects.standing().filter(subject=f"programs.memorandum:{record.pk}")
    found = rows.with_progress().first()
    if found is None:
        may_ask = not record.file_sha256 and user.has_perm("commitments.sign_memorandum", enrolment)
        url = reverse("commitments:memorandum_sign", kwargs={"slug": enrolment.slug})
        return Signing(ask_url=url if may_ask else "")
    door_of_file = reverse("commitments:sheet_document", kwargs={"code": found.code})
    return Signing(card=paper_cards.card(found, user, file_url=door_of_file))
