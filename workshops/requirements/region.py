"""What can be asked of the region: its memorandum, its council and team, its signed commitment?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Body
from smartcity_portal.kit.formats import day
from workshops import holders
from workshops.lines import Asked, Door, Item, Line
from workshops.requirements.registry import requirement


@requirement(gettext_lazy("The ministry and the region have signed the memorandum (MoU)."))
def memorandum_signed(asked: Asked) -> Line:
    enrolment = asked.enrolment
    memorandum = asked.facts.memoranda.get(enrolment.pk)
    if memorandum and memorandum.signed_on:
        text = _("MoU signed on %(day)s") % {"day": day(memorandum.signed_on)}
        return Line("memorandum_signed", text, True, target=enrolment)
    text = _("MoU signed by the ministry and the region")
    door = Door("programs:memorandum_register", enrolment)
    items = [
        Item(_("No signed MoU is registered"), holders.ministry(), enrolment.enrolled_on, door)
    ]
    return Line("memorandum_signed", text, False, items)


@requirement(gettext_lazy("Decrees have formed the council and the implementation team."))
def bodies_decreed(asked: Asked) -> Line:
    formed = asked.facts.bodies.get(asked.enrolment.pk, set())
    needed = [Body.Kind.COUNCIL, Body.Kind.TEAM]
    items = [
        Item(
            _("No decree of the %(body)s is registered") % {"body": kind.label},
            asked.coordinator,
            asked.began,
            asked.door("programs:body_decree", kind=kind.value),
        )
        for kind in needed
        if kind not in formed
    ]
    text = _("Council and implementation team formed by decree: %(done)d of %(all)d") % {
        "done": len(needed) - len(items),
        "all": len(needed),
    }
    return Line("bodies_decreed", text, not items, items, target=asked.enrolment)


@requirement(gettext_lazy("Everybody named on the commitment sheet has signed it."))
def commitment_signed(asked: Asked) -> Line:
    sheet = asked.facts.sheets.get(asked.enrolment.pk)
    people = asked.facts.signatories.get(asked.enrolment.pk, [])
    text = _("Commitment sheet signed: %(done)d of %(all)d") % {
        "done": sum(1 for person in people if person.has_signed),
        "all": len(people),
    }
    if sheet is None:
        door = asked.door("commitments:sheet_of")
        item = Item(_("No sheet has been drafted"), asked.coordinator, asked.began, door)
        return Line("commitment_signed", _("Commitment sheet signed"), False, [item])
    items = [
        Item(_("The sheet is not issued yet"), asked.coordinator, asked.began, draft)
        for draft in asked.facts.all_sheets[asked.enrolment.pk]
        if not draft.is_issued
    ]
    items += [
        Item(
            person.signer_name,
            holders.signatory(person),
            person.asked_at or person.sheet.issued_at,
            person.sheet,
        )
        for person in people
        if person.sheet.is_issued and not person.has_signed
    ]
    return Line("commitment_signed", text, bool(people) and not items, items, target=sheet)
