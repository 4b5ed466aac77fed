"""Which plans, books, issued editions and forewords, and who sees them?"""

from django.db import models
from django.db.models import Count, Q

from masterplans.states import ChapterState
from programs.models import Enrolment


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
