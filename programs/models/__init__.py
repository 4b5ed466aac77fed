from programs.models.agency import Agency, Capacity, Office, Official, Tenure
from programs.models.board_view import BoardView
from programs.models.cohort import Body, Cohort, Enrolment, Memorandum
from programs.models.edition import (
    Dimension,
    EditionState,
    GuidanceEdition,
    Horizon,
    SubDimension,
)
from programs.models.edition_books import BookPlan, ChapterPlan, SectionPlan
from programs.models.edition_stages import (
    GateRule,
    OutputPlan,
    StagePlan,
    WorksheetGroups,
    WorksheetPlan,
    WorksheetRecords,
)
from programs.models.handover import Acknowledgement
from programs.models.letterhead import LETTER_PATTERN, Letterhead, NumberRegister
from programs.models.region import Region, RegionKind
from programs.models.relation import (
    AgencyMember,
    AssessorAssignment,
    Coordinator,
    Mentor,
    MentorAssignment,
    MinistryMember,
    Observer,
)
from programs.models.selection import Candidacy, PassLetter, ScoreSheet

__all__ = [
    "Acknowledgement",
    "Agency",
    "AgencyMember",
    "AssessorAssignment",
    "BoardView",
    "Body",
    "BookPlan",
    "Candidacy",
    "Capacity",
    "ChapterPlan",
    "Cohort",
    "Coordinator",
    "Dimension",
    "EditionState",
    "Enrolment",
    "GateRule",
    "GuidanceEdition",
    "Horizon",
    "LETTER_PATTERN",
    "Letterhead",
    "Memorandum",
    "Mentor",
    "MentorAssignment",
    "MinistryMember",
    "NumberRegister",
    "Observer",
    "Office",
    "Official",
    "OutputPlan",
    "PassLetter",
    "Region",
    "RegionKind",
    "ScoreSheet",
    "SectionPlan",
    "StagePlan",
    "SubDimension",
    "Tenure",
    "WorksheetGroups",
    "WorksheetPlan",
    "WorksheetRecords",
]
