"""What does an edition say in commitments, letters, the selection and the evaluation?"""

from django.utils.translation import gettext_lazy as _

from programs.guidance.schema.nodes import Field, Group, Rows, code

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
CHECK_WEIGHTS = Field(
    name="check_weights",
    label=_("Weights of the checks"),
    kind="words",
    required=False,
    longest=10,
    absent={},
)
