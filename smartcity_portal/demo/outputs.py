"""Which files were made from the demo's plans? The head of region's slides, and what agrees with the RPJMD."""

from accounts.models import User
from masterplans.models import Masterplan, OutputKind, PlanOutput
from masterplans.services import outputs
from smartcity_portal.kit import clock

MADE = (
    ("kota-bontang-2019", "tim-bontang", (OutputKind.SLIDES, OutputKind.ALIGNMENT)),
    ("kota-batam-2022", "koordinator", (OutputKind.SLIDES,)),
)


def load() -> None:
    """Make the files that the teams of two cities have asked for."""
    for slug, username, kinds in MADE:
        plan = Masterplan.objects.select_related(
            "enrolment__region", "enrolment__cohort__edition"
        ).get(enrolment__slug=slug)
        if PlanOutput.objects.filter(plan=plan).exists():
            continue
        by = User.objects.get(username=username)
        for kind in kinds:
            outputs.make_now(plan, kind, by=by, at=clock.now())
