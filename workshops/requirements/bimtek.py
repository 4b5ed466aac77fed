"""What can be asked of a bimtek: that it was held, its outputs, its worksheets?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day, day_range
from workshops import holders
from workshops.lines import Asked, Item, Line
from workshops.models import WorkGroup
from workshops.outputs import asked_outputs, is_there
from workshops.requirements.registry import requirement
from workshops.states import GroupState


@requirement(gettext_lazy("The bimtek of the stage was held."))
def workshop_held(asked: Asked) -> Line:
    workshop = asked.facts.workshops.get((asked.enrolment.pk, asked.stage))
    title = f"Bimtek {('I', 'II', 'III', 'IV')[asked.stage - 1]}"
    if workshop is None:
        return Line("workshop_held", _("%(bimtek)s held") % {"bimtek": title}, False)
    when = day_range(workshop.starts_on, workshop.last_day) if workshop.starts_on else ""
    if workshop.held:
        text = (
            _("%(bimtek)s held: %(when)s") % {"bimtek": title, "when": when}
            if when
            else _("%(bimtek)s held; its dates have not been found") % {"bimtek": title}
        )
        return Line("workshop_held", text, True, target=workshop)
    if not when:
        item = Item(_("No dates are set"), asked.coordinator, asked.began, workshop)
    elif workshop.last_day >= clock.today():
        item = Item(_("Planned for %(when)s") % {"when": when}, asked.coordinator, None, workshop)
    else:
        item = Item(
            _("Ended on %(day)s; not recorded yet") % {"day": day(workshop.last_day)},
            asked.coordinator,
            asked.later_of(workshop.last_day),
            workshop,
        )
    return Line("workshop_held", _("%(bimtek)s held") % {"bimtek": title}, False, [item])


@requirement(gettext_lazy("The mentor has checked every output of the stage."))
def outputs_checked(asked: Asked) -> Line:
    workshop = asked.facts.workshops.get((asked.enrolment.pk, asked.stage))
    outputs = asked_outputs(workshop) if workshop else []
    last_day = workshop.last_day if workshop else None
    held_on = last_day if workshop and workshop.held else None
    items = []
    for output in outputs:
        if output.is_checked:
            continue
        if is_there(asked.facts, output):
            since = output.uploaded_at or asked.later_of(last_day)
            sentence = _("%(output)s: waits to be checked") % {"output": output}
            items.append(Item(sentence, asked.mentor, since, output))
        else:
            sentence = (
                _("%(output)s: not there yet")
                if output.is_computed
                else _("%(output)s: not uploaded yet")
            ) % {"output": output}
            since = asked.later_of(held_on)
            items.append(Item(sentence, asked.coordinator, since, output))
    text = _("Outputs checked by the mentor: %(done)d of %(all)d") % {
        "done": len(outputs) - len(items),
        "all": len(outputs),
    }
    return Line("outputs_checked", text, workshop is not None and not items, items, target=workshop)


@requirement(
    gettext_lazy("Every group of the stage has handed in its worksheet; accepted where asked so.")
)
def worksheets_handed_in(asked: Asked, accepted: bool = False) -> Line:
    groups = asked.facts.work_groups.get((asked.enrolment.pk, asked.stage), [])
    workshop = asked.facts.workshops.get((asked.enrolment.pk, asked.stage))
    items = [_group_item(asked, group) for group in groups if not _is_in(group, accepted)]
    shape = (
        _("Worksheets accepted by the mentor: %(done)d of %(all)d groups")
        if accepted
        else _("Worksheets handed in: %(done)d of %(all)d groups")
    )
    text = shape % {"done": len(groups) - len(items), "all": len(groups)}
    if not groups:
        sentence = _("No worksheet has been prepared")
        items = [Item(sentence, asked.coordinator, asked.began, workshop)]
    return Line("worksheets_handed_in", text, not items, items, target=workshop)


def _is_in(group: WorkGroup, accepted: bool) -> bool:
    return group.state == GroupState.ACCEPTED if accepted else not group.is_open


def _group_item(asked: Asked, group: WorkGroup) -> Item:
    """Open groups wait for their first agency; handed in, they wait for the mentor."""
    name = f"{group.worksheet.plan.title}, {group.title}"
    if not group.is_open:
        sentence = _("%(group)s: handed in, waits to be accepted") % {"group": name}
        return Item(sentence, asked.mentor, group.state_since, group)
    agencies = list(group.agencies.all())
    holder = holders.agency(agencies[0]) if agencies else asked.coordinator
    sentence = _("%(group)s: not handed in yet") % {"group": name}
    return Item(sentence, holder, asked.later_of(group.state_since), group)
