"""Of which parts and values does a guidance edition consist? One schema for file, form and comparison."""

from programs.guidance.schema.books import BOOKS, CHAPTER, CHAPTERS, SECTIONS
from programs.guidance.schema.edition import EDITION
from programs.guidance.schema.labels import label_of, label_of_path
from programs.guidance.schema.names import NAMES, SOURCES
from programs.guidance.schema.nodes import SLUG, Field, Group, Rows
from programs.guidance.schema.papers import (
    CHECK_WEIGHTS,
    COMMITMENT,
    CRITERIA,
    LETTERS,
    QUESTIONS,
)
from programs.guidance.schema.plan import DIMENSIONS, HORIZONS, QUICK_WINS
from programs.guidance.schema.stages import STAGES

__all__ = [
    "BOOKS",
    "CHAPTER",
    "CHAPTERS",
    "CHECK_WEIGHTS",
    "COMMITMENT",
    "CRITERIA",
    "DIMENSIONS",
    "EDITION",
    "Field",
    "Group",
    "HORIZONS",
    "LETTERS",
    "NAMES",
    "QUESTIONS",
    "QUICK_WINS",
    "Rows",
    "SECTIONS",
    "SLUG",
    "SOURCES",
    "STAGES",
    "label_of",
    "label_of_path",
]
