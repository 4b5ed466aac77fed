"""What of the plan lies with an office? What its agency writes and answers for; the head of region the plan."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.models import Chapter, Masterplan, PlanProgram, QuickWin
from masterplans.states import ChapterState
from programs.holdings import Held, holds
from programs.models import Office


@holds(gettext_lazy("Masterplans of the region"))
def plans(office: Office) -> Iterator[Held]:
    if office.agency_id is None and office.is_head:
        rows = Masterplan.objects.filter(enrolment__region=office.region_id).select_related(
            "enrolment__region", "enrolment__cohort"
        )
        for plan in rows:
            note = _("cohort %(year)s") % {"year": plan.enrolment.cohort.year}
            yield Held(str(plan), plan.get_absolute_url(), note)


@holds(gettext_lazy("Chapters that the agency writes"))
def chapters(office: Office) -> Iterator[Held]:
    rows = Chapter.objects.filter(agency=office.agency_id, agency__isnull=False)
    for chapter in rows.exclude(state=ChapterState.APPROVED).with_names():
        yield Held(
            f"{chapter.book.short}, {chapter.label}",
            chapter.get_absolute_url(),
            chapter.get_state_display(),
            chapter.state_since,
        )


@holds(gettext_lazy("Programmes that the agency answers for"))
def programmes(office: Office) -> Iterator[Held]:
    rows = PlanProgram.objects.filter(agency=office.agency_id, agency__isnull=False)
    for program in rows.select_related("plan__enrolment", "dimension"):
        page = reverse("masterplans:program_list", kwargs={"slug": program.plan.enrolment.slug})
        yield Held(f"{program.code} {program.name}".strip(), page, str(program.dimension))


@holds(gettext_lazy("Quick wins that the agency answers for"))
def quick_wins(office: Office) -> Iterator[Held]:
    rows = QuickWin.objects.living().filter(agency=office.agency_id, agency__isnull=False)
    for quick_win in rows.select_related("plan__enrolment__cohort"):
        yield Held(str(quick_win), quick_win.get_absolute_url(), quick_win.get_state_display())
