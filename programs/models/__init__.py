from programs.models.agency import Agency, Capacity, Office, Official, Tenure
from programs.models.cohort import Body, Cohort, Enrolment, Memorandum
from programs.models.edition import (
    BookPlan,
    ChapterPlan,
    Dimension,
    EditionState,
    GateRule,
    GuidanceEdition,
    Horizon,
    OutputPlan,
    SectionPlan,
    StagePlan,
    SubDimension,
)
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

__all__ = [
    "Agency", "AgencyMember", "AssessorAssignment", "Body", "BookPlan", "Capacity", "ChapterPlan",
    "Cohort", "Coordinator", "Dimension", "EditionState", "Enrolment", "GateRule",
    "GuidanceEdition", "Horizon", "Memorandum", "Mentor", "MentorAssignment", "MinistryMember",
    "Observer", "Office", "Official", "OutputPlan", "Region", "RegionKind", "SectionPlan",
    "StagePlan", "SubDimension", "Tenure",
]
