"""What does a plan hold? Counted and not read: enough to say what an output still lacks."""

from functools import cached_property
from types import SimpleNamespace
from typing import Any

from masterplans.inventory import record_counts
from masterplans.outputs import workbook
from masterplans.outputs.material import Material
from masterplans.outputs.standing import Standing


class Holdings(Material):
    """A plan whose records are numbers; a recipe can say why it cannot be made."""

    @cached_property
    def counts(self) -> dict[str, int]:
        return record_counts(self.plan)

    @cached_property
    def standing(self) -> Standing:
        return Standing(self)

    @cached_property
    def records(self) -> Any:
        names = ("readiness", "swot", "missions", "programs")
        return SimpleNamespace(
            vision=self.plan.vision, **{name: self.counts[name] for name in names}
        )

    def lacks_lists(self) -> list[str]:
        return [] if any(self.counts.values()) else [workbook.nothing()]
