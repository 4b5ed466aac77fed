"""How do the words that a SWOT names for the vision become its keywords?"""

from datetime import datetime
from typing import Any

from django.db import transaction

from masterplans.models import Masterplan, VisionKeyword
from masterplans.services import records
from masterplans.swot import coded_items, offered_words


@transaction.atomic
def draw(plan: Masterplan, *, by: Any, at: datetime | None = None) -> list[VisionKeyword]:
    """Make a keyword of every word that SWOT statements name and that is none yet."""
    known = list(VisionKeyword.objects.filter(plan=plan))
    return [
        records.add(VisionKeyword, plan, by=by, at=at, word=word, items=items)
        for word, items in offered_words(coded_items(plan), known)
    ]
