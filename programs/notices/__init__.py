"""Who is told what happens in the programme, and why?"""

from programs.notices.cohorts import (
    guidance_revised,
    memorandum_missing,
    memorandum_registered,
    mentor_assigned,
    mentor_released,
    region_enrolled,
)
from programs.notices.offices import (
    acknowledgement_asked,
    acknowledgement_reminded,
    official_appointed,
    relation_granted,
)
from programs.notices.selection import (
    assessor_asked,
    candidacy_accepted,
    candidacy_declined,
    candidacy_reopened,
    pass_letter_issued,
    sheet_given_back,
)

__all__ = [
    "acknowledgement_asked",
    "acknowledgement_reminded",
    "assessor_asked",
    "candidacy_accepted",
    "candidacy_declined",
    "candidacy_reopened",
    "guidance_revised",
    "memorandum_missing",
    "memorandum_registered",
    "mentor_assigned",
    "mentor_released",
    "official_appointed",
    "pass_letter_issued",
    "region_enrolled",
    "relation_granted",
    "sheet_given_back",
]
