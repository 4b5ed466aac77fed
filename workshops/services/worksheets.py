"""How do worksheets and their groups come about, and who belongs to a group?"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from masterplans.models import ActionItem, Masterplan, Origin
from programs.models import Agency, WorksheetGroups
from programs.people import relations_of
from smartcity_portal.kit.machine import Blocked
from workshops.models import GroupScribe, Participant, WorkGroup, Worksheet, Workshop

# The five parts of readiness that the published studies name; a region may name its own groups.
COMPONENTS = ("Alam", "Struktur", "Infrastruktur", "Suprastruktur", "Budaya")


def lay_out(workshop: Workshop) -> list[Worksheet]:
    """Create the worksheets of a bimtek with their groups; the ones that exist are left alone."""
    plan = Masterplan.objects.filter(enrolment=workshop.enrolment_id).first()
    if plan is None:
        return []
    known = set(workshop.worksheets.values_list("plan", flat=True))
    templates = [t for t in workshop.plan.worksheets.all() if t.pk not in known]
    made = Worksheet.objects.bulk_create(
        Worksheet(workshop=workshop, plan=template) for template in templates
    )
    groups = [
        WorkGroup(worksheet=worksheet, key=key, title=title, order=order)
        for worksheet in made
        for order, (key, title) in enumerate(keys_of(worksheet), 1)
    ]
    origins = Origin.objects.bulk_create(
        Origin(plan=plan, title=_origin_title(group.worksheet, group.title)) for group in groups
    )
    for group, origin in zip(groups, origins, strict=True):
        group.origin = origin
    for group in WorkGroup.objects.bulk_create(groups):
        group.origin.path = group.get_absolute_url()
    Origin.objects.bulk_update(origins, ["path"])
    return made


@transaction.atomic
def prepare(workshop: Workshop, *, by: User) -> list[Worksheet]:
    """Lay out what the edition plans. Raises Blocked when there is nothing to lay out."""
    workshop = Workshop.objects.select_for_update(of=("self",)).get(pk=workshop.pk)
    permission.require("workshops.prepare_worksheet", workshop, by=by)
    made = lay_out(workshop)
    if not made:
        raise Blocked([_("The guidance plans no further worksheet for this stage.")])
    history.record("workshops.worksheet.prepare", workshop, by=by, count=len(made))
    return made


@transaction.atomic
def add_group(
    worksheet: Worksheet, *, by: User, title: str, key: str = "", agencies: Iterable[Agency] = ()
) -> WorkGroup:
    """Add a group. `key` is its dimension or strand; a component is called like its group."""
    worksheet = _locked(worksheet)
    permission.require("workshops.arrange_group", worksheet, by=by)
    title = " ".join(title.split())
    _has_free_title(worksheet, title)
    key = title[:60] if worksheet.plan.groups == WorksheetGroups.COMPONENT else key
    if key not in dict(keys_of(worksheet)) and worksheet.plan.groups != WorksheetGroups.COMPONENT:
        raise Blocked([_("Choose the part of the plan that the group works on.")])
    last = worksheet.groups.order_by("-order").first()
    group = _make_group(worksheet, key, title, (last.order if last else 0) + 1)
    group.agencies.set(_of_region(worksheet, agencies))
    history.record("workshops.group.add", worksheet.workshop, by=by, title=title)
    return group


@transaction.atomic
def arrange(
    group: WorkGroup,
    *,
    by: User,
    title: str | None = None,
    agencies: Iterable[Agency] | None = None,
    participants: Iterable[Participant] | None = None,
) -> WorkGroup:
    """Give a group its title, its member agencies and the people who sit in it."""
    group = _locked_group(group)
    permission.require("workshops.arrange_group", group, by=by)
    if title is not None and (title := " ".join(title.split())) != group.title:
        _has_free_title(group.worksheet, title)
        _rename(group, title)
    if agencies is not None:
        group.agencies.set(_of_region(group.worksheet, agencies))
    if participants is not None:
        mine = group.enrolment.pk
        group.participants.set([p for p in participants if p.enrolment_id == mine])
    history.record("workshops.group.arrange", group, by=by, title=group.title)
    return group


@transaction.atomic
def remove_group(group: WorkGroup, *, by: User) -> None:
    """Take away a group that has written nothing. Raises Blocked when it has."""
    group = _locked_group(group)
    permission.require("workshops.arrange_group", group, by=by)
    if group.worksheet.rows.filter(origin=group.origin_id).exists():
        raise Blocked(
            [_("“%(group)s” has written rows. Move or remove them first.") % {"group": group}]
        )
    history.record("workshops.group.remove", group.workshop, by=by, title=group.title)
    origin = group.origin
    group.delete()
    origin.delete()


@transaction.atomic
def join(group: WorkGroup, *, by: User) -> WorkGroup:
    """Somebody of an agency picks the group; the agency becomes a member."""
    group = _locked_group(group)
    permission.require("workshops.join_group", group, by=by)
    region = group.enrolment.region_id
    mine = Agency.objects.filter(pk__in=relations_of(by).agencies, region=region)
    new = [agency for agency in mine if agency not in group.agencies.all()]
    if not new:
        return group
    group.agencies.add(*new)
    names = ", ".join(str(agency) for agency in new)
    history.record("workshops.group.join", group, by=by, agencies=names)
    return group


@transaction.atomic
def make_scribe(group: WorkGroup, user: User, *, by: User) -> GroupScribe:
    """Let a person write for the group; once is enough."""
    group = _locked_group(group)
    permission.require("workshops.invite_scribe", group, by=by)
    scribe = GroupScribe.objects.of(user).filter(group=group).first()
    if scribe is None:
        scribe = GroupScribe.objects.create(group=group, user=user)
        history.record("workshops.group.make_scribe", group, by=by, name=user.name, user=user.pk)
    return scribe


@transaction.atomic
def end_scribe(scribe: GroupScribe, *, by: User) -> None:
    """The person no longer writes for the group; what was written stays."""
    group = _locked_group(scribe.group)
    permission.require("workshops.invite_scribe", group, by=by)
    yesterday = timezone.localdate() - timedelta(days=1)
    if scribe.since > yesterday:
        scribe.delete()
    else:
        scribe.until = yesterday
        scribe.save(update_fields=["until"])
    history.record("workshops.group.end_scribe", group, by=by, name=scribe.user.name)


def keys_of(worksheet: Worksheet) -> list[tuple[str, str]]:
    """Return the parts of the plan among which the groups of a worksheet are shared: (key, title)."""
    template = worksheet.plan
    if template.groups == WorksheetGroups.DIMENSION:
        edition = worksheet.workshop.enrolment.cohort.edition
        return [(row.code, row.name) for row in edition.dimensions.all()]
    if template.groups == WorksheetGroups.STRAND:
        return [(value, str(label)) for value, label in ActionItem.Strand.choices]
    return [(name, name) for name in COMPONENTS]


def _make_group(worksheet: Worksheet, key: str, title: str, order: int) -> WorkGroup:
    plan = Masterplan.objects.get(enrolment=worksheet.workshop.enrolment_id)
    origin = Origin.objects.create(plan=plan, title=_origin_title(worksheet, title))
    group = WorkGroup.objects.create(
        worksheet=worksheet, key=key, title=title, order=order, origin=origin
    )
    origin.path = group.get_absolute_url()
    origin.save(update_fields=["path"])
    return group


def _origin_title(worksheet: Worksheet, title: str) -> str:
    return f"{worksheet.workshop.title}, {worksheet.plan.title}: {title}"


def _rename(group: WorkGroup, title: str) -> None:
    """A component is what its group is called, so that its rows follow."""
    if group.worksheet.parted_by == "component":
        if group.rows.exists():
            raise Blocked(
                [_("“%(group)s” already holds rows of this component.") % {"group": group}]
            )
        group.key = title[:60]
    group.title = title
    group.save(update_fields=["title", "key"])
    group.origin.title = _origin_title(group.worksheet, title)
    group.origin.save(update_fields=["title"])


def _has_free_title(worksheet: Worksheet, title: str) -> None:
    if not title:
        raise Blocked([_("Give the group a name.")])
    if worksheet.groups.filter(title__iexact=title).exists():
        raise Blocked([_("There is already a group “%(title)s”.") % {"title": title}])


def _of_region(worksheet: Worksheet, agencies: Iterable[Agency]) -> list[Agency]:
    region = worksheet.workshop.enrolment.region_id
    found = list(agencies)
    strangers = [agency for agency in found if agency.region_id != region]
    if strangers:
        raise Blocked([_("%(agency)s belongs to another region.") % {"agency": strangers[0]}])
    return found


def _locked(worksheet: Worksheet) -> Worksheet:
    return (
        Worksheet.objects.select_for_update(of=("self",))
        .select_related("plan", "workshop__enrolment__cohort__edition", "workshop__plan")
        .get(pk=worksheet.pk)
    )


def _locked_group(group: WorkGroup) -> WorkGroup:
    return WorkGroup.objects.select_for_update(of=("self",)).with_room().get(pk=group.pk)
