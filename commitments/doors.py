"""Where is the commitment sheet of an enrolment?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.models import Sheet
from programs.doors import Door, door
from programs.models import Enrolment


@door(40)
def sheet(enrolment: Enrolment) -> Door | None:
    if not hasattr(enrolment, "masterplan"):
        return None
    found = Sheet.objects.of(enrolment).standing().with_progress().first()
    notes = [_("No sheet has been drafted")]
    if found is not None:
        words = {"done": found.signatory_done, "all": found.signatory_total}
        notes = [found.get_state_display(), _("%(done)d of %(all)d have signed") % words]
    page = reverse("commitments:sheet_of", kwargs={"slug": enrolment.slug})
    return Door(_("Commitment"), page, notes)
