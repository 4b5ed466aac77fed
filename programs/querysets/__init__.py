"""Which regions, cohorts, enrolments and agencies? The programme's vocabulary of rows."""

from programs.querysets.cohorts import (
    LONG_GUIDANCE,
    BoardViewQuerySet,
    CohortQuerySet,
    EditionQuerySet,
    EnrolmentQuerySet,
    MemorandumQuerySet,
    MentorQuerySet,
)
from programs.querysets.places import (
    AcknowledgementQuerySet,
    AgencyQuerySet,
    OfficeQuerySet,
    OfficialQuerySet,
    RegionQuerySet,
)
from programs.querysets.selection import CandidacyQuerySet, PassLetterQuerySet, ScoreSheetQuerySet
from programs.querysets.terms import TenureQuerySet, TermQuerySet

__all__ = [
    "LONG_GUIDANCE",
    "AcknowledgementQuerySet",
    "AgencyQuerySet",
    "BoardViewQuerySet",
    "CandidacyQuerySet",
    "CohortQuerySet",
    "EditionQuerySet",
    "EnrolmentQuerySet",
    "MemorandumQuerySet",
    "MentorQuerySet",
    "OfficeQuerySet",
    "OfficialQuerySet",
    "PassLetterQuerySet",
    "RegionQuerySet",
    "ScoreSheetQuerySet",
    "TenureQuerySet",
    "TermQuerySet",
]
