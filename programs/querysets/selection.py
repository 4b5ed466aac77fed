"""Which candidates, letters and score sheets, and who sees them?"""

from django.db import models
from django.db.models import Q


class CandidacyQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CandidacyQuerySet":
        """All of them for the ministry; their own for assessors and for the region's coordinators."""
        from programs.models import ScoreSheet
        from programs.people import relations_of

        if not user.is_authenticated or not user.is_active:
            return self.none()
        relations = relations_of(user)
        if relations.ministry:
            return self
        return self.filter(
            Q(region__in=relations.coordinated_regions)
            | Q(pk__in=ScoreSheet.objects.filter(assessor=user).values("candidacy"))
        )

    def history_visible_to(self, user) -> "CandidacyQuerySet":
        """What happened to a candidate names its assessors: the ministry reads it."""
        from programs.people import relations_of

        return self if relations_of(user).ministry else self.none()

    def with_names(self) -> "CandidacyQuerySet":
        return self.select_related("cohort__edition", "region__province", "letter")

    def with_assessors(self) -> "CandidacyQuerySet":
        return self.prefetch_related("sheets__assessor")

    def undecided(self) -> "CandidacyQuerySet":
        return self.filter(state__in=["invited", "assessed"])

    def waiting_per_cohort(self) -> models.QuerySet:
        """How many assessed candidates wait for the decision, by cohort, the newest first."""
        rows = self.filter(state="assessed").order_by("-cohort__year").values("cohort__year")
        return rows.annotate(count=models.Count("pk"))

    def accepted(self) -> "CandidacyQuerySet":
        return self.filter(state="accepted")

    def awaiting_letter(self) -> "CandidacyQuerySet":
        """Accepted, not told by letter and not enrolled: who takes part already needs no letter."""
        from programs.models import Enrolment

        same = {"cohort": models.OuterRef("cohort"), "region": models.OuterRef("region")}
        enrolled = models.Exists(Enrolment.objects.filter(**same))
        return self.accepted().filter(~enrolled, letter=None)

    def without_letter(self) -> "CandidacyQuerySet":
        return self.filter(letter_sha256="")

    def unmailed(self) -> "CandidacyQuerySet":
        """Letters that have been printed and still wait to be mailed."""
        return (
            self.exclude(letter_sha256="").exclude(contact_email="").filter(letter_mailed_at=None)
        )


class PassLetterQuerySet(models.QuerySet):
    def with_counts(self) -> "PassLetterQuerySet":
        """Add how many copies the letter has, how many are printed and how many were mailed."""
        return self.annotate(
            copies=models.Count("candidacies"),
            printed=models.Count("candidacies", filter=~Q(candidacies__letter_sha256="")),
            mailed=models.Count(
                "candidacies", filter=Q(candidacies__letter_mailed_at__isnull=False)
            ),
        )


class ScoreSheetQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ScoreSheetQuerySet":
        """The ministry's all; an assessor's own, and what others handed in once the own is."""
        from programs.people import relations_of

        if not user.is_authenticated or not user.is_active:
            return self.none()
        if relations_of(user).ministry:
            return self
        mine = type(self)(self.model).filter(assessor=user)
        return self.filter(
            Q(assessor=user)
            | Q(handed_in_at__isnull=False, candidacy__in=mine.handed_in().values("candidacy"))
        )

    def handed_in(self) -> "ScoreSheetQuerySet":
        return self.exclude(handed_in_at=None)

    def waiting(self) -> "ScoreSheetQuerySet":
        """Sheets that an assessor still has to hand in, of candidates who are still assessed."""
        return self.filter(handed_in_at=None, candidacy__state="invited")

    def of(self, user) -> "ScoreSheetQuerySet":
        return self.filter(assessor=user)

    def with_candidates(self) -> "ScoreSheetQuerySet":
        return self.select_related("candidacy__cohort__edition", "candidacy__region__province")

    def counted_by_assessor(self) -> dict[int, int]:
        """Return how many of these sheets each assessor has."""
        rows = self.order_by().values_list("assessor").annotate(count=models.Count("pk"))
        return dict(rows)
