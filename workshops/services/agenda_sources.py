"""How is an agenda taken from the edition again, or copied from an earlier bimtek?"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit.machine import Blocked
from workshops.agenda_sources import Kind, Proposal, from_edition, from_former
from workshops.models import AgendaSession, Workshop
from workshops.services.agenda import locked, take_out


@transaction.atomic
def rebuild(workshop: Workshop, *, by: User, seen: str = "") -> Proposal:
    """Take the edition's agenda again; sessions of the region's own stay.

    `seen` is the fingerprint of the preview that was read. Raises Blocked when the agenda has
    changed meanwhile, when nothing would change, or when attendance hangs on what would go.
    """
    meeting = locked(workshop)
    permission.require("workshops.rebuild_agenda", meeting, by=by)
    return _carry_out(meeting, from_edition(meeting), "rebuild", by=by, seen=seen)


@transaction.atomic
def copy(workshop: Workshop, *, former: Workshop, by: User, seen: str = "") -> Proposal:
    """Add the sessions of an earlier bimtek of the same region. Raises Blocked as `rebuild`."""
    meeting = locked(workshop)
    permission.require("workshops.copy_agenda", meeting, by=by)
    if former.enrolment_id != workshop.enrolment_id or former.pk == workshop.pk:
        raise Blocked([_("Choose another bimtek of the same region.")])
    proposal = from_former(meeting, former)
    return _carry_out(meeting, proposal, "copy", by=by, seen=seen, former=former.title)


def _carry_out(
    meeting: Workshop, proposal: Proposal, verb: str, *, by: User, seen: str, **data: str
) -> Proposal:
    if seen and seen != proposal.fingerprint:
        raise Blocked([_("The agenda has changed since you looked. Read the preview again.")])
    if not proposal.acts:
        raise Blocked([_("Nothing would change.")])
    for change in proposal.acts:
        if change.kind == Kind.REMOVE and change.session:
            take_out(change.session)
            continue
        session = change.session or AgendaSession(workshop=meeting)
        for name, value in change.values:
            setattr(session, name, value)
        session.save()
    history.record(f"workshops.agenda.{verb}", meeting, by=by, count=len(proposal.acts), **data)
    return proposal
