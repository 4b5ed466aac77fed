"""Which participants, participations and attendances? The roster's vocabulary of rows."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from programs.models import Enrolment
from workshops.querysets import OfMeetingQuerySet


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ParticipantQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))

    def standing(self) -> "ParticipantQuerySet":
        """Without the second spellings of people who were merged."""
        return self.filter(merged_into=None)


class ParticipationQuerySet(OfMeetingQuerySet):
    def with_names(self) -> "ParticipationQuerySet":
        return self.select_related("participant__agency")

    def of(self, workshop) -> "ParticipationQuerySet":
        """Everybody of the room where a bimtek is held."""
        return self.filter(workshop=workshop.host_id or workshop.pk)

    def of_region(self, workshop) -> "ParticipationQuerySet":
        """The people of one region, wherever they sit."""
        return self.of(workshop).filter(participant__enrolment=workshop.enrolment_id)

    def by_agency(self) -> "ParticipationQuerySet":
        """Agencies by name, communities after them, people by name."""
        return self.order_by(
            models.F("participant__agency__name").asc(nulls_last=True),
            "participant__community",
            "participant__name",
            "pk",
        )

    def matching(self, words: str) -> "ParticipationQuerySet":
        """People whose name, agency or community holds every word."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(participant__name__icontains=word)
                | Q(participant__agency__name__icontains=word)
                | Q(participant__agency__short_name__icontains=word)
                | Q(participant__community__icontains=word)
            )
        return found

    def present_at(self, session) -> "ParticipationQuerySet":
        return self.filter(Exists(_marks("Attendance", session)))

    def excused_from(self, session) -> "ParticipationQuerySet":
        return self.filter(Exists(_marks("Excuse", session)))

    def unmarked_at(self, session) -> "ParticipationQuerySet":
        """Neither present nor excused."""
        return self.exclude(Exists(_marks("Attendance", session))).exclude(
            Exists(_marks("Excuse", session))
        )


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "AttendanceQuerySet":
        seen = apps.get_model("workshops", "Participation").objects.visible_to(user)
        return self.filter(participation__in=seen)

    def at_meeting(self, workshop) -> "AttendanceQuerySet":
        return self.filter(session__workshop=workshop.host_id or workshop.pk)


def _marks(model: str, session):
    rows = apps.get_model("workshops", model).objects
    return rows.filter(session=session, participation=OuterRef("pk"))
