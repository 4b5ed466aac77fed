"""Who is told what about a masterplan, and why?"""

from masterplans.notices.chapters import (
    chapter_approved,
    chapter_approved_in_part,
    chapter_assigned,
    chapter_reopened,
    chapter_returned,
    chapter_sent_back,
    chapter_submitted,
    chapter_waits_for_head,
    chapter_withdrawn,
)
from masterplans.notices.editions import (
    edition_issued,
    edition_withdrawn,
    volume_issued,
    volume_withdrawn,
)
from masterplans.notices.quick_wins import (
    quick_win_final,
    scoring_asked,
    scoring_complete,
    scoring_reminded,
    scoring_reopened,
)
from masterplans.notices.remarks import (
    comment_added,
    comment_answered,
    edits_confirmed,
    edits_offered,
    edits_refused,
    edits_taken_back,
    suggestion_accepted,
    suggestion_declined,
)
from masterplans.notices.sections import pen_taken, section_assigned, section_given, sections_due

__all__ = [
    "chapter_approved",
    "chapter_approved_in_part",
    "chapter_assigned",
    "chapter_reopened",
    "chapter_returned",
    "chapter_sent_back",
    "chapter_submitted",
    "chapter_waits_for_head",
    "chapter_withdrawn",
    "comment_added",
    "comment_answered",
    "edition_issued",
    "edition_withdrawn",
    "edits_confirmed",
    "edits_offered",
    "edits_refused",
    "edits_taken_back",
    "pen_taken",
    "quick_win_final",
    "scoring_asked",
    "scoring_complete",
    "scoring_reminded",
    "scoring_reopened",
    "section_assigned",
    "section_given",
    "sections_due",
    "suggestion_accepted",
    "suggestion_declined",
    "volume_issued",
    "volume_withdrawn",
]
