"""How many came to a meeting: in all, session by session, and from which agencies?"""

from typing import Any

from django.db.models import Count

from workshops.models import Attendance, Participation, Workshop


def summary_of(meeting: Workshop) -> dict[str, Any]:
    """Return counts for a paper; what nobody has recorded is left out."""
    attended = Attendance.objects.filter(session__workshop=meeting).order_by()
    present = attended.values("participation").distinct().count()
    if not present:
        return {
            "present": meeting.participants or 0,
            "expected": 0,
            "sessions": [],
            "agencies": [],
        }
    by_session = dict(attended.values_list("session").annotate(many=Count("participation")))
    agencies = (
        attended.values_list("participation__participant__agency__short_name")
        .annotate(many=Count("participation", distinct=True))
        .order_by("-many", "participation__participant__agency__short_name")
    )
    return {
        "present": present,
        "expected": Participation.objects.filter(workshop=meeting).count(),
        "sessions": [
            {"title": session.title, "present": by_session[session.pk]}
            for session in meeting.sessions.all()
            if session.pk in by_session
        ],
        "agencies": [{"name": name, "present": many} for name, many in agencies if name],
    }
