"""Who is told about bimtek and stages, and why?"""

from datetime import date
from typing import cast

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.services.notices import register, tell
from programs.models import AgencyMember, Enrolment
from programs.people import coordinators_of, mentors_of, ministry_staff
from smartcity_portal.kit.formats import day_range
from workshops.models import Output, StagePlea, WorkGroup, Workshop
from workshops.models.workshop import numeral

YOU_TAKE_PART = _("You take part in the programme for %(region)s.")
YOU_COORDINATE = _("You coordinate or mentor %(region)s.")

SCHEDULED = register(
    "workshops.workshop_scheduled",
    title=_("Bimtek %(stage)s of %(region)s: %(when)s"),
    body=_("Bimtek %(stage)s is held on %(when)s, %(venue)s. The agenda stands on its page."),
    reason=YOU_TAKE_PART,
)
OUTPUT_UPLOADED = register(
    "workshops.output_uploaded",
    title=_("%(region)s: the output “%(output)s” can be checked"),
    body=_("The region has uploaded “%(output)s” of Bimtek %(stage)s. Please check the file."),
    reason=_("You mentor %(region)s."),
)
OUTPUT_CHECKED = register(
    "workshops.output_checked",
    title=_("%(region)s: the output “%(output)s” has been checked"),
    body=_("The mentor has checked “%(output)s” of Bimtek %(stage)s."),
    reason=_("You coordinate %(region)s."),
)
OUTPUT_RETURNED = register(
    "workshops.output_returned",
    title=_("%(region)s: the output “%(output)s” needs changes"),
    body=_("The mentor writes: %(reason)s"),
    reason=_("You coordinate %(region)s."),
)
STAGE_CLOSED = register(
    "workshops.stage_closed",
    title=_("%(region)s: stage %(stage)s is closed"),
    body=_("The ministry has closed stage %(stage)s; the next stage begins."),
    reason=YOU_COORDINATE,
)
JOURNEY_ENDED = register(
    "workshops.journey_ended",
    title=_("%(region)s: all four stages are closed"),
    body=_("The ministry has closed stage IV. The presentation at the ministry comes next."),
    reason=YOU_COORDINATE,
)
STAGE_REOPENED = register(
    "workshops.stage_reopened",
    title=_("%(region)s: stage %(stage)s is open again"),
    body=_("The ministry has reopened stage %(stage)s: %(reason)s"),
    reason=YOU_COORDINATE,
)
STAGE_PLEADED = register(
    "workshops.stage_pleaded",
    title=_("%(region)s asks to close stage %(stage)s"),
    body=_("The coordinator writes: %(reason)s"),
    reason=_("You belong to the ministry's team."),
)
STAGE_DECLINED = register(
    "workshops.stage_declined",
    title=_("%(region)s: stage %(stage)s stays open"),
    body=_("The ministry has declined the request: %(reason)s"),
    reason=_("You coordinate %(region)s."),
)
REMINDER = register(
    "workshops.reminder",
    title=_("%(region)s: %(count)s items of stage %(stage)s wait for you"),
    body=_("%(items)s. %(sender)s asks you to go on with them."),
    reason=_("Stage %(stage)s of %(region)s cannot be closed before."),
)

GROUP_HANDED_IN = register(
    "workshops.group_handed_in",
    title=_("%(region)s: the group “%(group)s” has handed in"),
    body=_(
        "“%(worksheet)s” of Bimtek %(stage)s can be read. Accept it, or say what has to change."
    ),
    reason=YOU_COORDINATE,
)
GROUP_ACCEPTED = register(
    "workshops.group_accepted",
    title=_("The mentor has accepted the worksheet of “%(group)s”"),
    body=_("“%(worksheet)s” of Bimtek %(stage)s, %(region)s. Nothing more is needed."),
    reason=_("You write for this group, or coordinate %(region)s."),
)
GROUP_GIVEN_BACK = register(
    "workshops.group_given_back",
    title=_("The mentor gives the worksheet of “%(group)s” back"),
    body=_("The mentor writes: %(reason)s"),
    reason=_("You write for this group, or coordinate %(region)s."),
)
GROUP_REMARKED = register(
    "workshops.group_remarked",
    title=_("The mentor writes to the group “%(group)s”"),
    body=_("The mentor writes: %(reason)s"),
    reason=_("You write for this group, or coordinate %(region)s."),
)


def workshop_scheduled(workshop: Workshop, *, by: User) -> None:
    enrolment = workshop.enrolment
    people = _region_people(enrolment) | set(mentors_of(enrolment))
    tell(
        people,
        SCHEDULED,
        workshop,
        by=by,
        region=enrolment.region,
        stage=workshop.numeral,
        when=day_range(cast(date, workshop.starts_on), workshop.ends_on),
        venue=workshop.venue or workshop.get_mode_display(),
    )


def output_uploaded(output: Output, *, by: User) -> None:
    tell(mentors_of(output.enrolment), OUTPUT_UPLOADED, output, by=by, **_of_output(output))


def output_checked(output: Output, *, by: User) -> None:
    tell(coordinators_of(output.enrolment), OUTPUT_CHECKED, output, by=by, **_of_output(output))


def output_returned(output: Output, *, by: User, reason: str) -> None:
    tell(
        coordinators_of(output.enrolment),
        OUTPUT_RETURNED,
        output,
        by=by,
        reason=reason,
        **_of_output(output),
    )


def stage_closed(enrolment: Enrolment, stage: int, *, by: User) -> None:
    kind = STAGE_CLOSED if stage < 4 else JOURNEY_ENDED
    _tell_region(enrolment, kind, by=by, stage=numeral(stage))


def stage_reopened(enrolment: Enrolment, stage: int, *, by: User, reason: str) -> None:
    _tell_region(enrolment, STAGE_REOPENED, by=by, stage=numeral(stage), reason=reason)


def stage_pleaded(plea: StagePlea, *, by: User) -> None:
    tell(
        ministry_staff(),
        STAGE_PLEADED,
        plea.enrolment,
        by=by,
        url=gate_page(plea.enrolment),
        region=plea.enrolment.region,
        stage=numeral(plea.stage),
        reason=plea.reason,
    )


def stage_declined(plea: StagePlea, *, by: User) -> None:
    tell(
        coordinators_of(plea.enrolment),
        STAGE_DECLINED,
        plea.enrolment,
        by=by,
        url=gate_page(plea.enrolment),
        region=plea.enrolment.region,
        stage=numeral(plea.stage),
        reason=plea.answer,
    )


def holder_reminded(people, enrolment: Enrolment, items: list[str], *, by: User) -> list:
    """Tell the people who hold the ball what waits; return the notices that were written."""
    return tell(
        people,
        REMINDER,
        enrolment,
        by=by,
        url=reverse("home"),
        region=enrolment.region,
        stage=numeral(min(enrolment.stage, 4)),
        count=len(items),
        items="; ".join(items),
        sender=by,
    )


def group_handed_in(group: WorkGroup, *, by: User) -> None:
    enrolment = group.enrolment
    people = set(mentors_of(enrolment)) | set(coordinators_of(enrolment))
    tell(people, GROUP_HANDED_IN, group, by=by, **_of_group(group))


def group_accepted(group: WorkGroup, *, by: User) -> None:
    tell(_group_people(group), GROUP_ACCEPTED, group, by=by, **_of_group(group))


def group_given_back(group: WorkGroup, *, by: User, reason: str) -> None:
    tell(_group_people(group), GROUP_GIVEN_BACK, group, by=by, reason=reason, **_of_group(group))


def group_remarked(group: WorkGroup, *, by: User, text: str) -> None:
    tell(_group_people(group), GROUP_REMARKED, group, by=by, reason=text, **_of_group(group))


def _group_people(group: WorkGroup) -> set[User]:
    """Those who write for the group, and the coordinators of its region."""
    members = AgencyMember.objects.active().filter(agency__in=group.agencies.all(), role="writer")
    scribes = group.scribes.active().values("user")
    writers = User.objects.filter(Q(pk__in=members.values("user")) | Q(pk__in=scribes))
    return set(writers) | set(coordinators_of(group.enrolment))


def _of_group(group: WorkGroup) -> dict:
    return {
        "region": group.enrolment.region,
        "stage": group.workshop.numeral,
        "worksheet": group.worksheet.plan.title,
        "group": group.title,
    }


def gate_page(enrolment: Enrolment) -> str:
    return reverse("workshops:gate_detail", kwargs={"slug": enrolment.slug})


def _region_people(enrolment: Enrolment) -> set[User]:
    members = AgencyMember.objects.active().filter(agency__region=enrolment.region_id)
    return set(User.objects.filter(pk__in=members.values("user"))) | set(coordinators_of(enrolment))


def _tell_region(enrolment: Enrolment, kind: str, *, by: User, **data) -> None:
    people = set(coordinators_of(enrolment)) | set(mentors_of(enrolment))
    tell(people, kind, enrolment, by=by, url=gate_page(enrolment), region=enrolment.region, **data)


def _of_output(output: Output) -> dict:
    return {
        "region": output.enrolment.region,
        "stage": output.workshop.numeral,
        "output": output.plan.title,
    }
