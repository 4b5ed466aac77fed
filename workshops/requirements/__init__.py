"""What can be asked of a region before a stage closes? One module for each thing that is asked."""

from workshops.requirements import aftermath, attendance, bimtek, plan, quick_wins, region
from workshops.requirements.registry import KINDS, SENTENCES, Requirement, requirement

__all__ = [
    "KINDS",
    "Requirement",
    "SENTENCES",
    "aftermath",
    "attendance",
    "bimtek",
    "plan",
    "quick_wins",
    "region",
    "requirement",
]
