"""Which books, chapters, sections and records? The masterplan's vocabulary of rows."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, Max, OuterRef, Q, Subquery, When
from django.utils import timezone

from masterplans.states import LOCKED, ChapterState, CommentState, QuickWinState
from programs.models import Agency, Enrolment
from programs.people import relations_of

CHOSEN_STATES = (QuickWinState.CHOSEN, QuickWinState.FINAL)


def _pairs(model: Any, relation: str) -> models.QuerySet:
    """The rows of a many-to-many relation."""
    return getattr(model, relation).through.objects.all()


class MasterplanQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MasterplanQuerySet":
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class BookQuerySet(models.QuerySet):
    def visible_to(self, user) -> "BookQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))

    def with_progress(self) -> "BookQuerySet":
        """Annotate chapter_total and chapter_done (approved): the one definition of progress."""
        return self.annotate(
            chapter_total=Count("chapters", filter=Q(chapters__removed_at=None)),
            chapter_done=Count(
                "chapters",
                filter=Q(chapters__state=ChapterState.APPROVED, chapters__removed_at=None),
            ),
        )


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
        long = (
            "sources", "inferred", "quick_win_criteria", "commitment_preamble",
            "commitment_clauses", "selection_criteria", "evaluation_questions", "letters",
        )  # fmt: skip
        return self.select_related(edition).defer(*(f"{edition}__{name}" for name in long))

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


class SectionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SectionQuerySet":
        return self.filter(chapter__book__plan__enrolment__in=Enrolment.objects.visible_to(user))

    def written_by_agencies(self, agencies) -> "SectionQuerySet":
        """Sections that one of these agencies writes: leading, along with others, or by its chapter."""
        return self.filter(self._for_agencies(agencies))

    def written_by(self, user) -> "SectionQuerySet":
        """Sections that `user` writes, for an agency or because they are named."""
        named = _pairs(self.model, "writers").filter(user=user)
        own = self._for_agencies(relations_of(user).agencies)
        return self.filter(own | Q(pk__in=named.values("section")))

    def _for_agencies(self, agencies) -> Q:
        along = _pairs(self.model, "co_agencies").filter(agency__in=agencies)
        leading = Q(agency__in=agencies) | Q(agency=None, chapter__agency__in=agencies)
        return leading | Q(pk__in=along.values("section"))

    def for_states(self) -> "SectionQuerySet":
        """What progress.with_states needs, without the texts; living chapters only."""
        return (
            self.filter(chapter__removed_at=None)
            .select_related("chapter__book")
            .defer("html", "guidance", "example", "chapter__guidance", "chapter__standfirst")
            .with_words()
        )

    def with_words(self) -> "SectionQuerySet":
        """Annotate has_words, so that nobody has to load a text to know whether there is one."""
        empty = When(html="", then=False)
        return self.annotate(
            has_words=Case(empty, default=True, output_field=models.BooleanField())
        )

    def of_writer(self, user) -> "SectionQuerySet":
        """The sections that `user` writes for an agency, those that wait for them first."""
        waits = Case(
            When(chapter__state=ChapterState.NEEDS_WORK, then=0),
            When(chapter__state=ChapterState.WRITING, then=1),
            When(chapter__state=ChapterState.EMPTY, then=2),
            When(chapter__state__in=[ChapterState.WITH_HEAD, ChapterState.IN_REVIEW], then=3),
            default=4,
            output_field=models.IntegerField(),
        )
        return (
            self.written_by(user)
            .filter(
                chapter__removed_at=None,
                chapter__book__plan__enrolment__in=Enrolment.objects.visible_to(user),
            )
            .with_names()
            .annotate(
                waits=waits,
                open_comments=Count(
                    "comments", filter=Q(comments__state=CommentState.OPEN), distinct=True
                ),
            )
            .order_by(
                "waits", "chapter__due_on", "chapter__book__number", "chapter__number", "order"
            )
        )

    def with_owners(self) -> "SectionQuerySet":
        """With the agencies and people who write: three queries for any number of sections."""
        return self.select_related("agency", "chapter__agency").prefetch_related(
            "co_agencies", "writers"
        )

    def due_by(self, day) -> "SectionQuerySet":
        """Sections whose day, or their chapter's, comes until `day`; nothing of finished chapters."""
        own, shared = Q(due_on__lte=day), Q(due_on=None, chapter__due_on__lte=day)
        return self.filter(own | shared).exclude(chapter__state__in=LOCKED)

    def with_names(self) -> "SectionQuerySet":
        return self.select_related(
            "chapter__book__plan__enrolment__region",
            "chapter__book__plan__enrolment__cohort",
            "chapter__agency",
            "agency",
        )


class SectionTextQuerySet(models.QuerySet):
    def versions(self) -> "SectionTextQuerySet":
        """The texts that were the section's text once, newest first."""
        return self.exclude(kind="conflict").order_by("-version")

    def unmerged(self) -> "SectionTextQuerySet":
        """Texts kept beside a newer one that nobody has merged yet, oldest first."""
        return self.filter(kind="conflict", closed_at=None).order_by("at", "pk")

    def of_chapter(self, chapter) -> "SectionTextQuerySet":
        return self.filter(section__chapter=chapter)


class PenQuerySet(models.QuerySet):
    def alive(self, within: timedelta) -> "PenQuerySet":
        """Pens whose page was heard of within this time."""
        return self.filter(seen_at__gt=timezone.now() - within)


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CommentQuerySet":
        return self.filter(chapter__book__plan__enrolment__in=Enrolment.objects.visible_to(user))

    def open(self) -> "CommentQuerySet":
        return self.filter(state=CommentState.OPEN)

    def answered(self) -> "CommentQuerySet":
        return self.filter(state=CommentState.ANSWERED)

    def anchored(self) -> "CommentQuerySet":
        """Remarks on a passage that are still talked about."""
        return self.exclude(state=CommentState.CLOSED).exclude(quote="").filter(record="")

    def with_talk(self) -> "CommentQuerySet":
        """With what is needed to show a comment and its answers."""
        return self.prefetch_related("by", "replies__by")

    def to_answer_by(self, user) -> "CommentQuerySet":
        """Open comments on what the agencies of `user` write."""
        agencies = relations_of(user).agencies
        section = self.model._meta.get_field("section").related_model
        along = _pairs(section, "co_agencies").filter(agency__in=agencies)
        return self.open().filter(
            Q(section__agency__in=agencies)
            | Q(section__agency=None, chapter__agency__in=agencies)
            | Q(section__in=along.values("section"))
        )

    def to_close_by(self, user) -> "CommentQuerySet":
        """Answered comments in the cities that `user` mentors."""
        return self.answered().filter(
            chapter__book__plan__enrolment__in=relations_of(user).mentored
        )


class RecordQuerySet(models.QuerySet):
    def visible_to(self, user) -> "RecordQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))

    def of(self, enrolment) -> "RecordQuerySet":
        return self.filter(plan__enrolment=enrolment)


class ProgramQuerySet(RecordQuerySet):
    def matching(
        self, *, q: str = "", dimension: str = "", horizon: str = "", agency: str = ""
    ) -> "ProgramQuerySet":
        """Programmes by words, dimension, horizon and agency; agency "0" means none yet."""
        rows = self
        if q:
            rows = rows.filter(
                Q(name__icontains=q) | Q(code__icontains=q) | Q(indicator__icontains=q)
            )
        if dimension:
            rows = rows.filter(dimension__code=dimension)
        if horizon:
            rows = rows.filter(horizon__code=horizon)
        if agency:
            rows = rows.filter(agency=None) if agency == "0" else rows.filter(agency=agency)
        return rows

    def with_parts(self) -> "ProgramQuerySet":
        return self.select_related(
            "dimension", "sub_dimension", "horizon", "agency"
        ).prefetch_related("targets", "budgets", "supporting")


class QuickWinQuerySet(RecordQuerySet):
    def living(self) -> "QuickWinQuerySet":
        return self.exclude(state=QuickWinState.DROPPED)

    def chosen(self) -> "QuickWinQuerySet":
        return self.filter(state__in=CHOSEN_STATES)

    def final(self) -> "QuickWinQuerySet":
        return self.filter(state=QuickWinState.FINAL)

    def with_profile(self) -> "QuickWinQuerySet":
        """With what `missing` and the pages of one quick win read."""
        return self.select_related(
            "plan__enrolment__region",
            "plan__enrolment__cohort__edition",
            "dimension",
            "agency",
            "program",
            "origin",
            "gap",
            "continued_in",
            "continues__plan__enrolment",
        )


class ScorerQuerySet(RecordQuerySet):
    def of_user(self, user) -> "ScorerQuerySet":
        return self.filter(user=user).select_related(
            "plan__enrolment__region", "plan__enrolment__cohort__edition"
        )

    def waiting(self) -> "ScorerQuerySet":
        """Those who have not handed in their scores for every nomination that is still open."""
        scores: Any = self.model._meta.get_field("scores").related_model
        wins: Any = scores._meta.get_field("quick_win").related_model
        handed_in = scores.objects.filter(
            scorer=OuterRef(OuterRef("pk")), quick_win=OuterRef("pk"), handed_in_at__isnull=False
        )
        nominated = wins.objects.filter(
            plan=OuterRef("plan"), year=OuterRef("year"), state=QuickWinState.NOMINATED
        )
        return self.filter(Exists(nominated.filter(~Exists(handed_in))))


class BookEditionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "BookEditionQuerySet":
        return self.filter(book__plan__enrolment__in=Enrolment.objects.visible_to(user))

    def standing(self) -> "BookEditionQuerySet":
        return self.filter(withdrawn_at=None)


class VolumeEditionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "VolumeEditionQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))

    def standing(self) -> "VolumeEditionQuerySet":
        return self.filter(withdrawn_at=None)


class ForewordQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ForewordQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))

    def opening(self, book) -> "ForewordQuerySet":
        """Those that stand before a book: the plan's, then its own."""
        return self.filter(Q(book=None) | Q(book=book), plan=book.plan_id)


class PlanListQuerySet(models.QuerySet):
    """Works that a plan cites, abbreviations that it explains."""

    def visible_to(self, user) -> "PlanListQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))


class PhraseQuerySet(models.QuerySet):
    def usable_by(self, user) -> "PhraseQuerySet":
        """One's own phrases and the ministry's."""
        return self.filter(Q(owner=user) | Q(owner=None))

    def kept_by(self, user) -> "PhraseQuerySet":
        """The phrases that `user` may change: one's own, for the ministry the shared ones."""
        mine = Q(owner=user)
        return self.filter(mine | Q(owner=None) if relations_of(user).ministry else mine)

    def with_use(self) -> "PhraseQuerySet":
        return self.annotate(uses=Count("comments"))


class CheckRunQuerySet(models.QuerySet):
    def reading(self, plan, chapter=None) -> "CheckRunQuerySet":
        """The runs of a plan; of a chapter those that read it, its own and the plan's."""
        runs = self.filter(plan=plan)
        return runs if chapter is None else runs.filter(Q(chapter=chapter) | Q(chapter=None))


class CheckResultQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CheckResultQuerySet":
        return self.filter(plan__enrolment__in=Enrolment.objects.visible_to(user))

    def open(self) -> "CheckResultQuerySet":
        return self.standing().filter(state="open")

    def standing(self) -> "CheckResultQuerySet":
        """Findings that are still there, open or dismissed, in chapters and sections that are."""
        return self.exclude(state="gone").filter(
            Q(chapter=None) | Q(chapter__removed_at=None),
            Q(section=None) | Q(section__removed_at=None),
        )

    def there(self) -> "CheckResultQuerySet":
        """Findings that were not overtaken by the text; for places that are known to stand."""
        return self.exclude(state="gone")

    def counts_by_chapter(self) -> dict[int | None, dict[str, int]]:
        """Count by chapter what is open: {chapter: {"must": 2, "should": 5}}, in one query."""
        counts: dict[int | None, dict[str, int]] = {}
        rows = self.open().order_by().values_list("chapter", "severity")
        for chapter, severity, count in rows.annotate(count=Count("pk")):
            counts.setdefault(chapter, {"must": 0, "should": 0})[severity] = count
        return counts

    def must(self) -> "CheckResultQuerySet":
        """Findings that keep a book from being issued while they are open."""
        return self.filter(severity="must")

    def counts_by_section(self) -> dict[int, int]:
        """Count by section what is open, in one query."""
        rows = self.open().exclude(section=None).order_by().values_list("section")
        return dict(rows.annotate(count=Count("pk")))

    def with_names(self) -> "CheckResultQuerySet":
        return self.select_related(
            "plan__enrolment__region", "chapter__book", "chapter__agency", "section__agency", "by"
        )

    def with_owners(self) -> "CheckResultQuerySet":
        """With what the question asks who may set a finding aside."""
        return self.prefetch_related("section__co_agencies", "section__writers")


_Chapters = models.Manager.from_queryset(ChapterQuerySet)
_Sections = models.Manager.from_queryset(SectionQuerySet)


class LivingChapters(_Chapters):
    """Chapters that were not removed; it also serves relations that lead to them."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(removed_at=None)


class LivingSections(_Sections):
    """Sections that were not removed; it also serves relations that lead to them."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(removed_at=None)
