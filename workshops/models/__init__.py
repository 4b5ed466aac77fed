from workshops.models.certificate import Certificate, CertificatePlan, CertificatePrint
from workshops.models.check_in import CheckInRule, Receipt
from workshops.models.decision import Decision, Task
from workshops.models.letter import Letter, LetterIssue, LetterRecipient
from workshops.models.material import Material, Speaker
from workshops.models.milestone import Milestone, MilestoneFile
from workshops.models.minutes import Minutes, MinutesSection, MinutesVersion
from workshops.models.photo import FieldVisit, Photo
from workshops.models.roster import Attendance, Excuse, Participant, Participation
from workshops.models.stage import StageClosure, StagePlea
from workshops.models.standing import Standing, StandingChange
from workshops.models.survey import Survey, SurveyAnswer, SurveyMailing, SurveyTicket
from workshops.models.worksheet import (
    GroupRemark,
    GroupScribe,
    ReceivedRow,
    WorkGroup,
    Worksheet,
)
from workshops.models.workshop import AgendaSession, Output, Workshop

__all__ = [
    "CheckInRule",
    "Receipt",
    "Excuse",
    "SurveyMailing",
    "Participation",
    "Participant",
    "Attendance",
    "CertificatePrint",
    "CertificatePlan",
    "Certificate",
    "SurveyTicket",
    "SurveyAnswer",
    "Survey",
    "Photo",
    "FieldVisit",
    "MinutesVersion",
    "MinutesSection",
    "Minutes",
    "Task",
    "Decision",
    "AgendaSession",
    "Letter",
    "LetterIssue",
    "LetterRecipient",
    "Material",
    "GroupRemark",
    "GroupScribe",
    "Milestone",
    "MilestoneFile",
    "ReceivedRow",
    "WorkGroup",
    "Worksheet",
    "Output",
    "Speaker",
    "StageClosure",
    "StagePlea",
    "Standing",
    "StandingChange",
    "Workshop",
]
