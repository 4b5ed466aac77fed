"""Which chapters wait for whom, and with what are they read?"""

from typing import Any

from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery

from masterplans.states import ChapterState, CommentState
from programs.models import Agency, Enrolment
from programs.people import relations_of
from programs.querysets import LONG_GUIDANCE


class ChapterQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ChapterQuerySet":
        return self.filter(book__plan__enrolment__in=Enrolment.objects.visible_to(user))

    def of(self, enrolment) -> "ChapterQuerySet":
        return self.filter(book__plan__enrolment=enrolment)

    def in_book(self, enrolment, number: int) -> "ChapterQuerySet":
        return self.of(enrolment).filter(book__number=number)

    def unapproved(self) -> "ChapterQuerySet":
        return self.exclude(state=ChapterState.APPROVED)

    def unsubmitted(self) -> "ChapterQuerySet":
        """Chapters that were never handed in."""
        return self.filter(revisions=None)

    def awaiting_review_by(self, user) -> "ChapterQuerySet":
        """The mentor's queue, oldest first, without what they approved and others still have to."""
        revisions: Any = self.model._meta.get_field("revisions").related_model
        verdicts: Any = revisions._meta.get_field("verdicts").related_model
        newest = revisions.objects.filter(chapter=OuterRef("pk")).order_by("-number")
        approved = verdicts.objects.filter(
            outcome="approved", by=user.pk, revision=OuterRef("newest_revision")
        )
        return (
            self.filter(
                state=ChapterState.IN_REVIEW,
                book__plan__enrolment__in=relations_of(user).mentored,
            )
            .alias(newest_revision=Subquery(newest.values("pk")[:1]))
            .filter(~Exists(approved))
            .order_by("state_since", "pk")
        )

    def awaiting_head(self, user) -> "ChapterQuerySet":
        """What waits for `user` as the head of an agency, oldest first."""
        rows = self.filter(
            state=ChapterState.WITH_HEAD, agency__in=relations_of(user).headed_agencies
        )
        return rows.order_by("state_since", "pk")

    def awaiting_review_by_enrolment(self) -> dict[int, int]:
        """Count by enrolment the chapters that wait for a mentor."""
        rows = self.filter(state=ChapterState.IN_REVIEW).order_by()
        return dict(rows.values_list("book__plan__enrolment").annotate(count=Count("pk")))

    def waiting_for_agencies(self, agencies) -> "ChapterQuerySet":
        """Chapters that one of these agencies has to write or improve."""
        return self.filter(
            Q(agency__in=agencies)
            | Q(sections__agency__in=agencies, sections__removed_at=None)
            | Q(sections__co_agencies__in=agencies, sections__removed_at=None),
            state__in=[ChapterState.EMPTY, ChapterState.WRITING, ChapterState.NEEDS_WORK],
        ).distinct()

    def with_counts(self) -> "ChapterQuerySet":
        """Annotate open_comments and answered_comments."""
        return self.annotate(
            open_comments=Count(
                "comments", filter=Q(comments__state=CommentState.OPEN), distinct=True
            ),
            answered_comments=Count(
                "comments", filter=Q(comments__state=CommentState.ANSWERED), distinct=True
            ),
        )

    def with_names(self) -> "ChapterQuerySet":
        return self.select_related(
            "book__plan__enrolment__region", "book__plan__enrolment__cohort", "agency"
        )

    def handed_in_again(self) -> dict[int, bool]:
        """Say of each chapter, in their order, whether an earlier revision was handed in."""
        revisions: Any = self.model._meta.get_field("revisions").related_model
        again = revisions.objects.filter(chapter=OuterRef("pk"), number__gt=1)
        return dict(self.values_list("pk", Exists(again)))

    def for_matrix(self) -> "ChapterQuerySet":
        """What a row of a plan's matrix says, in the order of the books; the plan is at hand."""
        said = ("number", "title", "state", "state_since", "due_on", "book__number", "book__title")
        agency = ("agency__name", "agency__short_name", "agency__kind")
        return (
            self.select_related("book", "agency")
            .only(*said, "book__short", "book__plan", *agency)
            .order_by("book__number", "number")
        )

    def with_sections(self) -> "ChapterQuerySet":
        """With its sections in order, and who writes them."""
        section: Any = self.model._meta.get_field("sections").related_model
        return self.prefetch_related(
            models.Prefetch("sections", section.objects.order_by("order")),
            "sections__agency",
            models.Prefetch("sections__co_agencies", Agency.objects.order_by("name")),
            "sections__writers",
        )

    def with_edition(self) -> "ChapterQuerySet":
        """With the guidance that the plan follows; its long parts are read when asked for."""
        edition = "book__plan__enrolment__cohort__edition"
        return self.select_related(edition).defer(*(f"{edition}__{name}" for name in LONG_GUIDANCE))

    def with_revisions(self) -> "ChapterQuerySet":
        """Annotate revision_number and times_sent_back (verdicts that asked for improvement)."""
        return self.annotate(
            revision_number=Max("revisions__number"),
            times_sent_back=Count(
                "revisions__verdicts",
                filter=Q(revisions__verdicts__outcome="needs_work"),
                distinct=True,
            ),
        )


_Chapters = models.Manager.from_queryset(ChapterQuerySet)


class LivingChapters(_Chapters):
    """Chapters that were not removed; it also serves relations that lead to them."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(removed_at=None)
