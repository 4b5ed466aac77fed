from masterplans.models.analysis import GapItem, ReadinessItem, SwotItem, SwotStrategy
from masterplans.models.arrival import ArrivedRow
from masterplans.models.book import (
    Book,
    Chapter,
    Figure,
    Masterplan,
    Origin,
)
from masterplans.models.check import CheckResult, CheckRun, ParagraphPrint
from masterplans.models.direction import Mission, Objective, ObjectiveTarget, VisionKeyword
from masterplans.models.dress import Brand, Foreword
from masterplans.models.endorsement import Endorsement
from masterplans.models.mentor_edit import MentorEdit, MentorEditPart
from masterplans.models.output import OutputKind, PlanOutput
from masterplans.models.phrase import Phrase
from masterplans.models.program import ActionItem, PlanProgram, ProgramBudget, ProgramTarget
from masterplans.models.publication import BookDraft, BookEdition, ChapterPrint
from masterplans.models.quick_win import QuickWin, QuickWinRisk
from masterplans.models.quick_win_course import QuickWinCondition, QuickWinReport
from masterplans.models.quick_win_scoring import QuickWinScore, QuickWinScorer
from masterplans.models.review import (
    ChapterRevision,
    Comment,
    CommentReply,
    ReviewSheet,
    Verdict,
)
from masterplans.models.section import Section, SectionText, SectionTick
from masterplans.models.sni37122 import Sni37122Value
from masterplans.models.sources import AbbreviationEntry, BibliographyEntry
from masterplans.models.volume import VolumeDraft, VolumeEdition
from masterplans.models.word_import import WordImport, WordImportState
from masterplans.models.writing import Pen

__all__ = [
    "AbbreviationEntry",
    "ActionItem",
    "ArrivedRow",
    "BibliographyEntry",
    "Book",
    "BookDraft",
    "BookEdition",
    "Brand",
    "Chapter",
    "ChapterPrint",
    "ChapterRevision",
    "CheckResult",
    "CheckRun",
    "Comment",
    "CommentReply",
    "Endorsement",
    "Figure",
    "Foreword",
    "GapItem",
    "Masterplan",
    "MentorEdit",
    "MentorEditPart",
    "Mission",
    "Objective",
    "ObjectiveTarget",
    "Origin",
    "OutputKind",
    "ParagraphPrint",
    "Pen",
    "Phrase",
    "PlanOutput",
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
    "ReviewSheet",
    "Section",
    "SectionText",
    "SectionTick",
    "Sni37122Value",
    "SwotItem",
    "SwotStrategy",
    "Verdict",
    "VisionKeyword",
    "VolumeDraft",
    "VolumeEdition",
    "WordImport",
    "WordImportState",
]
