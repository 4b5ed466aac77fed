from accounts.models.history import HistoryEntry, HistorySeal
from accounts.models.import_draft import DraftState, ImportDraft
from accounts.models.invitation import Invitation
from accounts.models.job import Job, JobState
from accounts.models.notice import Notice
from accounts.models.user import Theme, User

__all__ = [
    "DraftState",
    "HistoryEntry",
    "HistorySeal",
    "ImportDraft",
    "Invitation",
    "Job",
    "JobState",
    "Notice",
    "Theme",
    "User",
]
