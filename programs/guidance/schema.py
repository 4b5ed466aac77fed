"""Of which parts and values does a guidance edition consist? One schema for file, form and comparison."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from programs.edition_words import BLOCKS
from programs.models import ChapterPlan, WorksheetGroups, WorksheetRecords
from programs.states import Approvals

SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One value. `kind` is text, long, code, clock, whole, yes, choice, lines, many or words.

    `mark` offers to say that no source confirms the value. `absent` is what counts where a file
    leaves the value out; without it the value must be there.
    """

    name: str
    label: Any
    kind: str = "text"
    required: bool = True
    longest: int = 160
    low: int = 0
    high: int = 32_000
    choices: tuple[tuple[str, Any], ...] = ()
    help: Any = ""
    mark: bool = False
    absent: Any = None


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A list of like things. `key` is the value that names one of them in a path of marks.

    `mark_rows` offers the mark for each row as a whole; `open` admits entries beyond the fields.
    """

    name: str
    label: Any
    fields: tuple[Any, ...]
    add: Any = ""
    key: str = ""
    title: str = ""
    named: Callable[[dict[str, Any]], str] | None = None
    most: int = 60
    mark: bool = False
    mark_rows: bool = False
    help: Any = ""
    open: bool = False

    def name_of(self, row: Any, index: int) -> str:
        """Call a row as people do: "Bimtek II", "Buku 4", its title, or its place."""
        if isinstance(row, dict):
            if self.named:
                return self.named(row)
            for name in (self.title, self.key):
                if name and row.get(name):
                    return f"“{row[name]}”"
        return str(_("row %(number)s") % {"number": index + 1})


@dataclass(frozen=True, kw_only=True)
class Group:
    """Values that stand together under one name in the file."""

    name: str
    label: Any
    fields: tuple[Any, ...] = field(default=())


def _stage_name(row: dict[str, Any]) -> str:
    number = row.get("number")
    return f"Bimtek {('I', 'II', 'III', 'IV')[number - 1] if number in (1, 2, 3, 4) else number}"


def _book_name(row: dict[str, Any]) -> str:
    return f"Buku {row.get('number')}"


def _chapter_name(row: dict[str, Any]) -> str:
    return str(_("Chapter %(number)s") % {"number": row.get("number")})


def code(**more: Any) -> Field:
    return Field(name="code", label=_("Code"), kind="code", longest=more.pop("longest", 40), **more)


NAMES = (
    Field(name="programme", label=_("Name of the programme"), longest=120, mark=True),
    Field(name="ministry", label=_("Ministry"), longest=120, mark=True),
    Field(name="unit", label=_("Unit of the ministry"), mark=True),
    Field(name="theme", label=_("Theme"), longest=200, required=False, mark=True),
    Field(
        name="period_years", label=_("Years of the plan"), kind="whole", low=1, high=30, mark=True
    ),
    Field(
        name="head_approves",
        label=_("The head of the agency approves a chapter before the mentor"),
        kind="yes",
        absent=False,
        mark=True,
    ),
    Field(
        name="approvals",
        label=_("Approvals that a chapter needs"),
        kind="choice",
        choices=tuple(Approvals.choices),
        absent=Approvals.ONE.value,
        mark=True,
    ),
    Field(
        name="certificate_share",
        label=_("Least share of sessions for a certificate, in percent"),
        kind="whole",
        low=1,
        high=100,
        mark=True,
    ),
    Field(
        name="readiness_components",
        label=_("Components of readiness"),
        kind="lines",
        longest=60,
        mark=True,
        help=_("One in each line, in the order in which the books show them."),
    ),
)
SOURCES = Rows(
    name="sources",
    label=_("Sources"),
    add=_("Add a source"),
    help=_("What was read, each with a code by which a value can name it."),
    fields=(
        Field(name="code", label=_("Code"), longest=20),
        Field(name="citation", label=_("Citation"), longest=300),
    ),
)
DIMENSIONS = Rows(
    name="dimensions",
    label=_("Dimensions"),
    key="code",
    title="name",
    add=_("Add a dimension"),
    most=12,
    fields=(
        code(longest=30),
        Field(name="name", label=_("Name"), longest=60),
        Rows(
            name="subdimensions",
            label=_("Sub-dimensions"),
            key="code",
            title="name",
            add=_("Add a sub-dimension"),
            most=12,
            mark_rows=True,
            fields=(code(), Field(name="name", label=_("Name"), longest=100)),
        ),
    ),
)
HORIZONS = Rows(
    name="horizons",
    label=_("Horizons"),
    key="code",
    title="label",
    add=_("Add a horizon"),
    most=6,
    help=_("Years are counted from the first year of the plan. The last horizon ends with it."),
    fields=(
        code(longest=20),
        Field(name="label", label=_("Name"), longest=60),
        Field(name="first_year", label=_("From year"), kind="whole", low=1, high=30, mark=True),
        Field(name="last_year", label=_("To year"), kind="whole", low=1, high=30, mark=True),
    ),
)
QUICK_WINS = Group(
    name="quick_wins",
    label=_("Quick wins"),
    fields=(
        Field(name="minimum", label=_("Fewest"), kind="whole", low=1, high=60, mark=True),
        Field(name="maximum", label=_("Most"), kind="whole", low=1, high=60, mark=True),
        Field(
            name="per_dimension",
            label=_("Per dimension"),
            kind="whole",
            high=20,
            mark=True,
            help=_("How many every dimension needs; 0 when there is no such rule."),
        ),
        Field(
            name="max_months",
            label=_("Longest time in months"),
            kind="whole",
            low=1,
            high=60,
            mark=True,
        ),
        Rows(
            name="criteria",
            label=_("Criteria"),
            key="code",
            title="title",
            add=_("Add a criterion"),
            most=30,
            mark=True,
            help=_(
                "What nominations are scored by, 1 to 5. A weight of 20 counts twice as much as 10."
            ),
            fields=(
                code(),
                Field(name="title", label=_("Criterion")),
                Field(name="weight", label=_("Weight"), kind="whole", low=1, high=100, mark=True),
            ),
        ),
    ),
)
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
SECTIONS = Rows(
    name="sections",
    label=_("Sections"),
    title="title",
    add=_("Add a section"),
    most=40,
    fields=(
        Field(name="title", label=_("Title")),
        Field(
            name="level",
            label=_("Level"),
            kind="whole",
            low=1,
            high=3,
            absent=1,
            help=_("1 is a section, 2 and 3 are inside the section before."),
        ),
        Field(name="guidance", label=_("Guidance"), kind="long", required=False, longest=4000),
        Field(
            name="checklist",
            label=_("Checklist"),
            kind="lines",
            required=False,
            absent=(),
            help=_("One in each line."),
        ),
        Field(
            name="example",
            label=_("Example"),
            kind="long",
            required=False,
            longest=8000,
            absent="",
            help=_("A text that shows what a good answer looks like."),
        ),
        Field(
            name="blocks",
            label=_("Tables from the records"),
            kind="many",
            required=False,
            choices=tuple(BLOCKS.items()),
        ),
    ),
)
CHAPTER = (
    Field(name="title", label=_("Title")),
    Field(name="standfirst", label=_("Opening line"), kind="long", required=False, longest=1000),
    Field(name="guidance", label=_("Guidance"), kind="long", required=False, longest=8000),
    Field(
        name="checklist",
        label=_("Checklist"),
        kind="lines",
        required=False,
        help=_("One in each line."),
    ),
    Field(
        name="owner",
        label=_("Written by"),
        kind="choice",
        choices=tuple(ChapterPlan.Owner.choices),
    ),
    SECTIONS,
)
CHAPTERS = Rows(
    name="chapters",
    label=_("Chapters"),
    key="number",
    title="title",
    named=_chapter_name,
    add=_("Add a chapter"),
    most=40,
    mark_rows=True,
    fields=(Field(name="number", label=_("Number"), kind="whole", low=1, high=40), *CHAPTER),
)
BOOKS = Rows(
    name="books",
    label=_("Books"),
    key="number",
    named=_book_name,
    add=_("Add a book"),
    most=9,
    fields=(
        Field(name="number", label=_("Number"), kind="whole", low=1, high=9),
        Field(name="title", label=_("Title"), mark=True),
        Field(name="short", label=_("Short title"), longest=20),
        CHAPTERS,
    ),
)
COMMITMENT = Group(
    name="commitment",
    label=_("Commitment"),
    fields=(
        Field(name="title", label=_("Title"), longest=200),
        Field(name="preamble", label=_("Preamble"), kind="long", longest=4000),
        Field(
            name="clauses",
            label=_("Clauses"),
            kind="lines",
            longest=1000,
            help=_("One in each line."),
        ),
        Field(
            name="note",
            label=_("Note"),
            longest=200,
            required=False,
            help=_("For readers of the edition; it is not printed on the sheet."),
        ),
    ),
)
CRITERIA = Rows(
    name="selection_criteria",
    label=_("Selection criteria"),
    key="code",
    title="title",
    add=_("Add a criterion"),
    most=30,
    help=_("What candidates are assessed by. The weights add up to 100."),
    fields=(
        code(),
        Field(name="title", label=_("Criterion"), mark=True),
        Field(name="weight", label=_("Weight in %"), kind="whole", low=1, high=100, mark=True),
    ),
)
QUESTIONS = Rows(
    name="evaluation_questions",
    label=_("Evaluation questions"),
    key="code",
    title="text",
    add=_("Add a question"),
    most=40,
    mark=True,
    help=_("What participants are asked after a bimtek."),
    fields=(
        code(),
        Field(name="text", label=_("Question"), longest=300),
        Field(
            name="kind",
            label=_("Answer"),
            kind="choice",
            choices=(("scale", _("from 1 to 5")), ("text", _("in own words"))),
        ),
    ),
)
LETTERS = Group(
    name="letters",
    label=_("Letters"),
    fields=(
        Group(
            name="invitation",
            label=_("Invitation to a bimtek"),
            fields=(
                Field(name="subject", label=_("Subject (hal)"), longest=300),
                Field(name="opening", label=_("Opening"), kind="long", longest=4000),
                Field(name="closing", label=_("Closing"), kind="long", longest=4000),
            ),
        ),
    ),
)
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
)


def label_of(location: tuple[Any, ...], data: Any) -> str:
    """Call a place in the data as people do: "Bimtek II, Agenda, “Penutupan”, To"."""
    words = []
    nodes, here, value = EDITION, None, data
    for step in location:
        if isinstance(step, int):
            row = value[step] if isinstance(value, list) and step < len(value) else None
            if isinstance(here, Rows):
                if here.named:
                    words.pop()
                words.append(here.name_of(row, step))
                nodes = here.fields
            value = row
        else:
            here = next((node for node in nodes if node.name == step), None)
            words.append(str(here.label) if here else f"“{step}”")
            value = value.get(step) if isinstance(value, dict) else None
            nodes = () if here is None or isinstance(here, Field) else here.fields
    return ", ".join(words)


def label_of_path(path: str) -> str:
    """Call a path of marks as people do: "stages.4.agenda" is "Bimtek IV, Agenda"."""
    words: list[str] = []
    nodes, here = EDITION, None
    for step in path.split("."):
        node = next((node for node in nodes if node.name == step), None)
        if node is None and isinstance(here, Rows):
            row = {"number": int(step)} if step.isdigit() else {"code": step}
            if here.named and step.isdigit():
                words[-1] = here.named(row)
            else:
                words.append(f"“{step}”")
            continue
        words.append(str(node.label) if node else step)
        here, nodes = node, () if node is None or isinstance(node, Field) else node.fields
    return ", ".join(words)
