"""How is the programme called, and which sources does an edition name?"""

from django.utils.translation import gettext_lazy as _

from programs.guidance.schema.nodes import Field, Rows
from programs.states import Approvals

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
