"""Which findings of the checks are open, and which runs read a chapter?"""

from django.db import models
from django.db.models import Count, Q

from programs.models import Enrolment


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

    def open_by_place(self) -> list[tuple[int | None, int | None, str, int]]:
        """Chapter, section, severity and count of what is open, in places that are known to stand."""
        rows = self.filter(state="open").order_by().values_list("chapter", "section", "severity")
        return list(rows.annotate(count=Count("pk")))

    def with_names(self) -> "CheckResultQuerySet":
        return self.select_related(
            "plan__enrolment__region", "chapter__book", "chapter__agency", "section__agency", "by"
        )

    def with_owners(self) -> "CheckResultQuerySet":
        """With what the question asks who may set a finding aside."""
        return self.prefetch_related("section__co_agencies", "section__writers")
