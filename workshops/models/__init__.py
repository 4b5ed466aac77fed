from workshops.models.milestone import Milestone
from workshops.models.stage import StageClosure, StagePlea
from workshops.models.standing import Standing, StandingChange
from workshops.models.workshop import AgendaSession, Output, Workshop

__all__ = [
    "AgendaSession",
    "Milestone",
    "Output",
    "StageClosure",
    "StagePlea",
    "Standing",
    "StandingChange",
    "Workshop",
]
