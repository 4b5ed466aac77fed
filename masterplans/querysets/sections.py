"""Which sections does somebody write, which texts of them are kept, and whose pen is alive?"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Count, Q, When
from django.utils import timezone

from masterplans.states import LOCKED, ChapterState, CommentState
from programs.models import Enrolment
from programs.people import relations_of

LAID_DOWN = datetime(2000, 1, 1, tzinfo=UTC)  # when a pen was seen last whose page has left


def pairs(model: Any, relation: str) -> models.QuerySet:
    """The rows of a many-to-many relation."""
    return getattr(model, relation).through.objects.all()


class SectionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SectionQuerySet":
        return self.filter(chapter__book__plan__enrolment__in=Enrolment.objects.visible_to(user))

    def written_by_agencies(self, agencies) -> "SectionQuerySet":
        """Sections that one of these agencies writes: leading, along with others, or by its chapter."""
        return self.filter(self._for_agencies(agencies))

    def written_by(self, user) -> "SectionQuerySet":
        """Sections that `user` writes, for an agency or because they are named."""
        named = pairs(self.model, "writers").filter(user=user)
        own = self._for_agencies(relations_of(user).agencies)
        return self.filter(own | Q(pk__in=named.values("section")))

    def _for_agencies(self, agencies) -> Q:
        along = pairs(self.model, "co_agencies").filter(agency__in=agencies)
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

    def for_queue(self) -> "SectionQuerySet":
        """What a writer's home says of a section, and what progress.with_states needs."""
        said = ("order", "numeral", "title", "guidance", "due_on", "updated_by", "updated_at")
        states = ("blocks", "version", "handed_in", "chapter__state", "chapter__book__plan")
        chapter = ("number", "state_since", "due_on", "book__number", "book__short")
        return (
            self.filter(chapter__removed_at=None)
            .select_related("chapter__book")
            .only(*said, *states, *(f"chapter__{name}" for name in chapter))
            .with_words()
        )

    def for_matrix(self) -> "SectionQuerySet":
        """What a row of a plan's matrix says, where its chapter is at hand."""
        said = ("chapter", "order", "numeral", "level", "title", "agency", "due_on")
        rows = self.only(*said, "blocks", "version", "handed_in").with_words()
        return rows.order_by("chapter_id", "order")

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
    def of_page(self, section: int, by: Any, tab: str) -> "PenQuerySet":
        """The pen of a section as one page of one person has it."""
        return self.filter(section__pk=section, holder=by, tab=tab)

    def renew(self) -> bool:
        """Say that its page is still there; whether it holds the pen. One statement.

        A page that laid it down does not: what it sent before may arrive later.
        """
        return bool(self.exclude(seen_at=LAID_DOWN).update(seen_at=timezone.now()))

    def alive(self, within: timedelta) -> "PenQuerySet":
        """Pens whose page was heard of within this time."""
        return self.filter(seen_at__gt=timezone.now() - within)


_Sections = models.Manager.from_queryset(SectionQuerySet)


class LivingSections(_Sections):
    """Sections that were not removed; it also serves relations that lead to them."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(removed_at=None)
