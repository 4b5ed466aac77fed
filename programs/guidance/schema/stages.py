"""What does an edition say about a bimtek: agenda, outputs, requirements, worksheets?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.guidance.schema.nodes import Field, Rows, code
from programs.models import WorksheetGroups, WorksheetRecords


def _stage_name(row: dict[str, Any]) -> str:
    number = row.get("number")
    return f"Bimtek {('I', 'II', 'III', 'IV')[number - 1] if number in (1, 2, 3, 4) else number}"


AGENDA = Rows(
    name="agenda",
    label=_("Agenda"),
    title="title",
    add=_("Add a session"),
    mark=True,
    fields=(
        Field(name="day", label=_("Day"), kind="whole", low=1, high=14),
        Field(name="start", label=_("Begins at"), kind="clock"),
        Field(name="end", label=_("Ends at"), kind="clock"),
        Field(name="title", label=_("Title"), longest=200),
    ),
)
OUTPUTS = Rows(
    name="outputs",
    label=_("Outputs"),
    key="code",
    title="title",
    mark=True,
    fields=(
        code(),
        Field(name="title", label=_("Title")),
        Field(
            name="kind",
            label=_("Kind"),
            kind="choice",
            choices=(("file", _("file to upload")), ("computed", _("from the records"))),
        ),
    ),
)
REQUIREMENTS = Rows(
    name="requirements",
    label=_("What must be met before it closes"),
    title="kind",
    mark=True,
    open=True,
    fields=(Field(name="kind", label=_("Requirement"), kind="code"),),
)
WORKSHEETS = Rows(
    name="worksheets",
    label=_("Worksheets"),
    key="code",
    title="title",
    add=_("Add a worksheet"),
    mark=True,
    fields=(
        code(),
        Field(name="title", label=_("Title")),
        Field(name="guidance", label=_("Guidance"), kind="long", required=False, longest=4000),
        Field(
            name="records",
            label=_("Fills in"),
            kind="choice",
            choices=tuple(WorksheetRecords.choices),
        ),
        Field(
            name="groups", label=_("Groups"), kind="choice", choices=tuple(WorksheetGroups.choices)
        ),
    ),
)
STAGES = Rows(
    name="stages",
    label=_("Four bimtek"),
    key="number",
    named=_stage_name,
    most=4,
    fields=(
        Field(name="number", label=_("Number"), kind="whole", low=1, high=4),
        Field(name="title", label=_("Title"), mark=True),
        Field(name="days", label=_("Days"), kind="whole", low=1, high=14, mark=True),
        Field(name="goals", label=_("Goals"), kind="lines", mark=True, help=_("One in each line.")),
        AGENDA,
        OUTPUTS,
        REQUIREMENTS,
        WORKSHEETS,
    ),
)
