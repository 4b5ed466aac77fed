from workshops.models.stage import StageClosure
from workshops.models.workshop import AgendaSession, Output, Workshop

__all__ = ["AgendaSession", "Output", "StageClosure", "Workshop"]
