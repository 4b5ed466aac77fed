"""Which minutes, tasks, photos, evaluations and certificates? What a bimtek leaves behind, as rows."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from programs.models import Enrolment, MentorAssignment
from programs.people import relations_of
from smartcity_portal.kit import clock
from workshops.states import UNFINISHED_TASKS, MinutesState, TaskState

SAID_OF_TASKS = (
    "text",
    "holder",
    "state",
    "state_since",
    "due_on",
    "given_at",
    "agency__name",
    "agency__short_name",
    "agency__kind",
    "office__title",
    "decision__number",
    "decision__minutes__workshop__number",
)


def meetings_visible_to(user) -> Q:
    """Meetings whose own region, or a region that sits in the same room, may be seen."""
    seen = apps.get_model("workshops", "Workshop").objects.visible_to(user)
    return Q(workshop__in=seen) | Q(workshop__in=seen.filter(host__isnull=False).values("host"))


def _mentored():
    """Enrolments that somebody mentors today."""
    return MentorAssignment.objects.active().values("enrolment")


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MinutesQuerySet":
        return self.filter(meetings_visible_to(user))

    def with_names(self) -> "MinutesQuerySet":
        return self.select_related(
            "workshop__enrolment__region",
            "workshop__enrolment__cohort__edition",
            "workshop__plan",
            "submitted_by",
        )

    def for_queue(self) -> "MinutesQuerySet":
        """What a row of a home page says: of which bimtek of which region, since when."""
        said = ("state_since", "workshop__number", "workshop__enrolment__slug")
        return self.select_related("workshop__enrolment__region").only(
            *said, "workshop__enrolment__region__name"
        )

    def to_agree_by(self, user) -> "MinutesQuerySet":
        """Minutes that wait for this mentor, or for the ministry where nobody mentors."""
        relations = relations_of(user)
        waiting = self.filter(state=MinutesState.SUBMITTED).order_by("state_since")
        if relations.ministry:
            return waiting.exclude(workshop__enrolment__in=_mentored())
        return waiting.filter(workshop__enrolment__in=relations.mentored)


class MinutesVersionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MinutesVersionQuerySet":
        minutes = apps.get_model("workshops", "Minutes").objects.visible_to(user)
        return self.filter(minutes__in=minutes)


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "DecisionQuerySet":
        minutes = apps.get_model("workshops", "Minutes").objects.visible_to(user)
        return self.filter(minutes__in=minutes)


class TaskQuerySet(models.QuerySet):
    def visible_to(self, user) -> "TaskQuerySet":
        """Tasks of enrolments that may be seen; what an agency or office elsewhere holds is not."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def with_names(self) -> "TaskQuerySet":
        return self.select_related(
            "agency",
            "office",
            "enrolment__region",
            "enrolment__cohort",
            "decision__minutes__workshop__enrolment__region",
        )

    def for_queue(self, *, with_region: bool = True) -> "TaskQuerySet":
        """What a row of a home page says: the holder, the region, and from which bimtek it came."""
        named = ["agency", "office", "decision__minutes__workshop"]
        said = [*SAID_OF_TASKS, "enrolment"]
        if with_region:
            named.append("enrolment__region")
            said.append("enrolment__region__name")
        return self.select_related(*named).only(*said)

    def given(self) -> "TaskQuerySet":
        """Tasks of minutes that were agreed."""
        return self.filter(given_at__isnull=False)

    def unfinished(self) -> "TaskQuerySet":
        return self.filter(state__in=UNFINISHED_TASKS)

    def open(self) -> "TaskQuerySet":
        return self.given().filter(state=TaskState.OPEN)

    def reported(self) -> "TaskQuerySet":
        return self.filter(state=TaskState.DONE)

    def due(self) -> "TaskQuerySet":
        """Unfinished tasks whose day has come."""
        return self.given().unfinished().filter(due_on__lte=clock.today())

    def of_office(self, office) -> "TaskQuerySet":
        """Tasks of the office, and of the agency for whoever heads it."""
        mine = Q(office=office)
        if office.is_head and office.agency_id:
            mine |= Q(agency=office.agency_id)
        return self.filter(mine)

    def held_by(self, user) -> "TaskQuerySet":
        """Tasks that lie with an agency, office or role of this person."""
        relations = relations_of(user)
        regions = relations.coordinated_regions
        mine = Q(pk__in=[])
        if relations.agencies:
            mine |= Q(agency__in=relations.agencies)
        if relations.held_offices:
            mine |= Q(office__in=relations.held_offices)
        if relations.mentored:
            mine |= Q(holder="mentor", enrolment__in=relations.mentored)
        if regions:
            mine |= Q(holder="coordinator", enrolment__region__in=regions)
            mine |= Q(agency__kind="coordinator", agency__region__in=regions)
        if relations.ministry:
            mine |= Q(holder="ministry")
        return self.filter(mine)

    def to_confirm_by(self, user) -> "TaskQuerySet":
        """Reported tasks that wait for this person; nobody confirms what they reported.

        The ministry is asked where a mentor holds the task or nobody mentors.
        """
        relations = relations_of(user)
        waiting = self.reported().exclude(reported_by=user)
        if relations.ministry:
            return waiting.filter(
                Q(holder__in=["mentor", "ministry"]) | ~Q(enrolment__in=_mentored())
            )
        mine = Q(pk__in=[])
        if relations.mentored:
            mine |= Q(enrolment__in=relations.mentored) & ~Q(holder="mentor")
        if relations.coordinated_regions:
            mine |= Q(
                enrolment__region__in=relations.coordinated_regions, holder__in=["agency", "office"]
            )
        return waiting.filter(mine)

    def left_before(self, workshop) -> "TaskQuerySet":
        """Unfinished tasks that earlier bimtek of the same enrolment left behind."""
        return (
            self.given()
            .unfinished()
            .filter(
                enrolment=workshop.enrolment_id,
                decision__minutes__workshop__number__lt=workshop.number,
            )
        )


class FieldVisitQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FieldVisitQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def with_names(self) -> "FieldVisitQuerySet":
        return self.select_related("enrolment__region", "enrolment__cohort", "workshop")


class PhotoQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PhotoQuerySet":
        visits = Q(visit__enrolment__in=Enrolment.objects.visible_to(user))
        return self.filter(meetings_visible_to(user) | visits)

    def with_names(self) -> "PhotoQuerySet":
        return self.select_related(
            "workshop__enrolment__region",
            "workshop__enrolment__cohort",
            "visit__enrolment__region",
            "visit__enrolment__cohort",
            "session",
        )

    def printed(self) -> "PhotoQuerySet":
        return self.filter(printed=True)


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SurveyQuerySet":
        return self.filter(meetings_visible_to(user))

    def with_names(self) -> "SurveyQuerySet":
        return self.select_related(
            "workshop__enrolment__region", "workshop__enrolment__cohort__edition"
        )

    def open(self) -> "SurveyQuerySet":
        """Those that take answers today."""
        return self.filter(closed_at=None, closes_on__gte=clock.today())

    def over(self) -> "SurveyQuerySet":
        """Those whose last day has passed and that nobody has closed."""
        return self.filter(closed_at=None, closes_on__lt=clock.today())

    def told(self) -> "SurveyQuerySet":
        """Those whose result may be shown."""
        return self.filter(closed_at__isnull=False).exclude(result={})


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CertificateQuerySet":
        """Certificates of meetings in regions that may be seen."""
        seen = apps.get_model("workshops", "Workshop").objects.visible_to(user)
        hosts = seen.filter(host__isnull=False).values("host")
        return self.filter(Q(plan__workshop__in=seen) | Q(plan__workshop__in=hosts))

    def with_names(self) -> "CertificateQuerySet":
        return self.select_related(
            "print",
            "plan__workshop__enrolment__region",
            "plan__workshop__enrolment__cohort__edition",
            "participation__participant",
        )

    def standing(self) -> "CertificateQuerySet":
        return self.filter(withdrawn_at=None)

    def unprinted(self) -> "CertificateQuerySet":
        return self.filter(print=None)
