"""Which books, chapters, sections and records? The masterplan's vocabulary of rows."""

from masterplans.querysets.books import (
    BookEditionQuerySet,
    BookQuerySet,
    ForewordQuerySet,
    MasterplanQuerySet,
    VolumeEditionQuerySet,
)
from masterplans.querysets.chapters import ChapterQuerySet, LivingChapters
from masterplans.querysets.checks import CheckResultQuerySet, CheckRunQuerySet
from masterplans.querysets.records import (
    CHOSEN_STATES,
    PlanListQuerySet,
    ProgramQuerySet,
    QuickWinQuerySet,
    RecordQuerySet,
    ScorerQuerySet,
)
from masterplans.querysets.remarks import CommentQuerySet, PhraseQuerySet
from masterplans.querysets.sections import (
    LivingSections,
    PenQuerySet,
    SectionQuerySet,
    SectionTextQuerySet,
)

__all__ = [
    "BookEditionQuerySet",
    "BookQuerySet",
    "CHOSEN_STATES",
    "ChapterQuerySet",
    "CheckResultQuerySet",
    "CheckRunQuerySet",
    "CommentQuerySet",
    "ForewordQuerySet",
    "LivingChapters",
    "LivingSections",
    "MasterplanQuerySet",
    "PenQuerySet",
    "PhraseQuerySet",
    "PlanListQuerySet",
    "ProgramQuerySet",
    "QuickWinQuerySet",
    "RecordQuerySet",
    "ScorerQuerySet",
    "SectionQuerySet",
    "SectionTextQuerySet",
    "VolumeEditionQuerySet",
]
