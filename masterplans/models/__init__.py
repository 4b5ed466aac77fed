from masterplans.models.book import (
    Book,
    Chapter,
    Figure,
    Masterplan,
    Origin,
    Section,
    SectionText,
)
from masterplans.models.publication import BookDraft, BookEdition, ChapterPrint
from masterplans.models.quick_win import QuickWin, QuickWinRisk
from masterplans.models.records import (
    ActionItem,
    GapItem,
    Mission,
    PlanProgram,
    ProgramBudget,
    ProgramTarget,
    ReadinessItem,
    SwotItem,
)
from masterplans.models.review import ChapterRevision, Comment, CommentReply, Verdict

__all__ = [
    "ActionItem",
    "Book",
    "BookDraft",
    "BookEdition",
    "Chapter",
    "ChapterPrint",
    "ChapterRevision",
    "Comment",
    "CommentReply",
    "Figure",
    "GapItem",
    "Masterplan",
    "Mission",
    "Origin",
    "PlanProgram",
    "ProgramBudget",
    "ProgramTarget",
    "QuickWin",
    "QuickWinRisk",
    "ReadinessItem",
    "Section",
    "SectionText",
    "SwotItem",
    "Verdict",
]
