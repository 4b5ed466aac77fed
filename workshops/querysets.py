"""Which workshops, outputs and closures? The stage floor's vocabulary of rows."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from programs.models import Enrolment
from programs.people import relations_of
from programs.querysets import TermQuerySet
from smartcity_portal.kit import clock
from workshops.states import GroupState


class _OfEnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "_OfEnrolmentQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class WorkshopQuerySet(_OfEnrolmentQuerySet):
    def upcoming(self) -> "WorkshopQuerySet":
        """Bimtek that are not over yet, the next one first."""
        today = clock.today()
        return self.filter(Q(ends_on__gte=today) | Q(ends_on=None, starts_on__gte=today)).order_by(
            "starts_on", "number"
        )

    def with_names(self) -> "WorkshopQuerySet":
        return self.select_related("enrolment__region", "enrolment__cohort", "plan")

    def before(self, workshop) -> "WorkshopQuerySet":
        """The earlier bimtek of the same region, the last one first."""
        return self.filter(enrolment=workshop.enrolment_id, number__lt=workshop.number).order_by(
            "-number"
        )

    def may_join(self, host) -> "WorkshopQuerySet":
        """Bimtek of the same stage and cohort that are not yet together with others."""
        return (
            self.filter(
                number=host.number,
                enrolment__cohort=host.enrolment.cohort_id,
                host=None,
                held=False,
            )
            .filter(guests=None)
            .exclude(pk=host.pk)
            .select_related("enrolment__region", "enrolment__cohort")
            .order_by("enrolment__region__name")
        )


class OfMeetingQuerySet(models.QuerySet):
    """What hangs on the room where a bimtek is held: seen by every region that sits in it."""

    def visible_to(self, user) -> "OfMeetingQuerySet":
        mine = Enrolment.objects.visible_to(user)
        workshops: WorkshopQuerySet = WorkshopQuerySet(apps.get_model("workshops", "Workshop"))
        joined = workshops.filter(enrolment__in=mine, host__isnull=False)
        return self.filter(Q(workshop__enrolment__in=mine) | Q(workshop__in=joined.values("host")))


class SessionQuerySet(OfMeetingQuerySet):
    pass


class OutputQuerySet(models.QuerySet):
    def visible_to(self, user) -> "OutputQuerySet":
        return self.filter(workshop__enrolment__in=Enrolment.objects.visible_to(user))

    def unchecked(self) -> "OutputQuerySet":
        return self.filter(checked_at=None)


class StageClosureQuerySet(_OfEnrolmentQuerySet):
    def standing(self) -> "StageClosureQuerySet":
        """Closures of stages that were not reopened."""
        return self.filter(reopened_at=None)


class StagePleaQuerySet(_OfEnrolmentQuerySet):
    def open(self) -> "StagePleaQuerySet":
        """Requests that the ministry has not answered."""
        return self.filter(answered_at=None)


class MilestoneQuerySet(_OfEnrolmentQuerySet):
    def sourced(self) -> "MilestoneQuerySet":
        return self.exclude(source="")

    def public(self) -> "MilestoneQuerySet":
        """Events that everybody may see: stated by a source, or marked public."""
        return self.filter(~Q(source="") | Q(is_public=True))


class MilestoneFileQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MilestoneFileQuerySet":
        return self.filter(milestone__enrolment__in=Enrolment.objects.visible_to(user))


class WorksheetQuerySet(models.QuerySet):
    def visible_to(self, user) -> "WorksheetQuerySet":
        """Worksheets of regions that `user` sees, and of the bimtek where `user` is a scribe."""
        return self.filter(_in_the_room("workshop", user))


class WorkGroupQuerySet(models.QuerySet):
    def visible_to(self, user) -> "WorkGroupQuerySet":
        return self.filter(_in_the_room("worksheet__workshop", user))

    def written_by(self, user) -> "WorkGroupQuerySet":
        """Groups in which `user` writes: for a member agency, or as a scribe."""
        return self.filter(
            Q(agencies__in=relations_of(user).agencies) | Q(pk__in=_scribed_by(user))
        ).distinct()

    def with_room(self) -> "WorkGroupQuerySet":
        return self.select_related(
            "origin",
            "worksheet__plan",
            "worksheet__workshop__plan",
            "worksheet__workshop__enrolment__region",
            "worksheet__workshop__enrolment__cohort__edition",
        )

    def handed_in(self) -> "WorkGroupQuerySet":
        return self.exclude(state=GroupState.OPEN)


class ScribeQuerySet(TermQuerySet):
    def of(self, user) -> TermQuerySet:
        return self.active().filter(user=user)


def _scribed_by(user) -> models.QuerySet:
    scribes: ScribeQuerySet = ScribeQuerySet(apps.get_model("workshops", "GroupScribe"))
    return scribes.of(user).values("group")


def _in_the_room(workshop: str, user) -> Q:
    groups: WorkGroupQuerySet = WorkGroupQuerySet(apps.get_model("workshops", "WorkGroup"))
    rooms = groups.filter(pk__in=_scribed_by(user)).values("worksheet__workshop")
    return Q(**{f"{workshop}__enrolment__in": Enrolment.objects.visible_to(user)}) | Q(
        **{f"{workshop}__in": rooms}
    )


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LetterQuerySet":
        """Drafts are for those who write them; what was issued is for everybody of the region."""
        relations = relations_of(user)
        rows = self.filter(workshop__enrolment__in=Enrolment.objects.visible_to(user))
        if relations.ministry:
            return rows
        return rows.filter(
            ~Q(state="draft") | Q(workshop__enrolment__region__in=relations.coordinated_regions)
        )

    def with_names(self) -> "LetterQuerySet":
        return self.select_related(
            "workshop__enrolment__region",
            "workshop__enrolment__cohort__edition",
            "workshop__host__enrolment__region",
            "workshop__plan",
            "tenure__official",
            "tenure__office__agency",
            "issue",
        )

    def standing(self) -> "LetterQuerySet":
        return self.filter(state="issued")

    def counted(self) -> "LetterQuerySet":
        """With how many people were written to, reached, and what they answered."""
        several = models.Count

        def those(**what) -> models.Count:
            return several(
                "recipients", filter=Q(**{f"recipients__{k}": v for k, v in what.items()})
            )

        return self.annotate(
            people=several("recipients"),
            sent=those(state="sent"),
            failed=those(state="failed"),
            attending=those(answer="hadir"),
            represented=those(answer="diwakili"),
            absent=those(answer="tidak"),
        )


class LetterRecipientQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LetterRecipientQuerySet":
        """Addresses are seen by those who send the letter."""
        relations = relations_of(user)
        if relations.ministry:
            return self
        return self.filter(letter__workshop__enrolment__region__in=relations.coordinated_regions)

    def with_names(self) -> "LetterRecipientQuerySet":
        return self.select_related(
            "letter__issue",
            "letter__workshop__plan",
            "letter__workshop__enrolment__region",
            "letter__workshop__enrolment__cohort__edition",
            "letter__workshop__host__enrolment__region",
        )

    def unsent(self) -> "LetterRecipientQuerySet":
        """Those with an address whom no mail has reached yet."""
        return self.exclude(email="").filter(state__in=["none", "failed"])

    def matching(self, words: str) -> "LetterRecipientQuerySet":
        return self.filter(Q(name__icontains=words) | Q(office__icontains=words))
