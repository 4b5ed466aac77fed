from masterplans.models.book import (
    Book,
    Chapter,
    Figure,
    Masterplan,
    Origin,
)
from masterplans.models.endorsement import Endorsement
from masterplans.models.publication import BookDraft, BookEdition, ChapterPrint
from masterplans.models.quick_win import QuickWin, QuickWinRisk
from masterplans.models.quick_win_course import QuickWinCondition, QuickWinReport
from masterplans.models.quick_win_scoring import QuickWinScore, QuickWinScorer
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
from masterplans.models.section import Section, SectionText, SectionTick
from masterplans.models.writing import Pen

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
    "Endorsement",
    "Figure",
    "GapItem",
    "Masterplan",
    "Mission",
    "Origin",
    "Pen",
    "PlanProgram",
    "ProgramBudget",
    "ProgramTarget",
    "QuickWin",
    "QuickWinCondition",
    "QuickWinReport",
    "QuickWinRisk",
    "QuickWinScore",
    "QuickWinScorer",
    "ReadinessItem",
    "Section",
    "SectionText",
    "SectionTick",
    "SwotItem",
    "Verdict",
]
