"""Which comments wait for whom, and which phrases may somebody use?"""

from typing import Any

from django.db import models
from django.db.models import Count, Prefetch, Q

from masterplans.querysets.sections import pairs
from masterplans.states import CommentState
from programs.models import Enrolment
from programs.people import relations_of


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

    def for_queue(self) -> "CommentQuerySet":
        """What a row of a mentor's home says: the remark, its chapter, who answered and when."""
        replies: Any = self.model._meta.get_field("replies").related_model
        answers = replies.objects.select_related("by").order_by("at", "pk")
        said = ("text", "chapter__number", "chapter__title")
        return (
            self.select_related("chapter__book__plan__enrolment__region")
            .only(*said, "chapter__book__plan__enrolment__region__name")
            .prefetch_related(
                Prefetch("replies", answers.only("comment", "at", "by__name", "by__username"))
            )
        )

    def for_threads(self) -> "CommentQuerySet":
        """What a thread on a writer's home says: the remark, its place, and the answers so far."""
        replies: Any = self.model._meta.get_field("replies").related_model
        answers = replies.objects.select_related("by").order_by("at", "pk")
        section = ("order", "numeral", "title", "chapter__number")
        return (
            self.select_related("section__chapter", "chapter", "by")
            .only(
                *("text", "quote", "at", "by__name", "by__username"),
                *("chapter__number", "chapter__title", *(f"section__{name}" for name in section)),
            )
            .prefetch_related(
                Prefetch(
                    "replies", answers.only("comment", "text", "at", "by__name", "by__username")
                )
            )
        )

    def with_talk(self) -> "CommentQuerySet":
        """With what is needed to show a comment and its answers."""
        return self.prefetch_related("by", "replies__by")

    def to_answer_by(self, user) -> "CommentQuerySet":
        """Open comments on what the agencies of `user` write."""
        agencies = relations_of(user).agencies
        section = self.model._meta.get_field("section").related_model
        along = pairs(section, "co_agencies").filter(agency__in=agencies)
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
