"""Of which parts does a guidance edition consist, in the order of its file?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.guidance.schema.books import BOOKS
from programs.guidance.schema.names import NAMES
from programs.guidance.schema.nodes import Field
from programs.guidance.schema.papers import (
    CHECK_WEIGHTS,
    COMMITMENT,
    CRITERIA,
    LETTERS,
    QUESTIONS,
)
from programs.guidance.schema.plan import DIMENSIONS, HORIZONS, QUICK_WINS
from programs.guidance.schema.stages import STAGES

EDITION: tuple[Any, ...] = (
    Field(name="year", label=_("Year"), kind="whole", low=2017, high=2100),
    Field(name="revision", label=_("Revision"), kind="whole", low=1, high=999),
    *NAMES,
    Field(name="sources", label=_("Sources"), kind="lines", required=False, longest=20),
    Field(
        name="inferred",
        label=_("Values that no source confirms"),
        kind="lines",
        required=False,
    ),
    CRITERIA,
    QUESTIONS,
    Field(name="source_notes", label=_("Sources"), kind="words", required=False, longest=300),
    QUICK_WINS,
    DIMENSIONS,
    HORIZONS,
    STAGES,
    BOOKS,
    COMMITMENT,
    LETTERS,
    CHECK_WEIGHTS,
)
