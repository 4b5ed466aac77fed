"""Which dimensions, horizons and quick wins does an edition ask a plan for?"""

from django.utils.translation import gettext_lazy as _

from programs.guidance.schema.nodes import Field, Group, Rows, code

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
