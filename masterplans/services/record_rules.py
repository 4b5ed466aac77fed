"""Does a record hold together? Inside its region, edition, period and plan; and not frozen by an approval."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from masterplans import snapshot, sni37122
from masterplans.models import (
    ActionItem,
    Chapter,
    Masterplan,
    Objective,
    PlanProgram,
    Sni37122Value,
    SwotItem,
    SwotStrategy,
    VisionKeyword,
)
from masterplans.states import ChapterState
from smartcity_portal.kit.machine import Blocked

EARLIEST, LATEST = 1990, 2100


def check(record: Any) -> None:
    """Raise ValidationError when a record points outside its region, edition, period or plan."""
    enrolment, problems = record.plan.enrolment, {}
    agency = getattr(record, "agency", None)
    if agency and agency.region_id != enrolment.region_id:
        problems["agency"] = _foreign(agency, enrolment)
    edition = enrolment.cohort.edition_id
    for name in ("dimension", "horizon"):
        choice = getattr(record, name, None)
        if choice and choice.edition_id != edition:
            problems[name] = _("This choice belongs to another year's guidance.")
    part = getattr(record, "sub_dimension", None)
    if part and part.dimension_id != record.dimension_id:
        problems["sub_dimension"] = _("Choose a sub-dimension of %(dimension)s.") % {
            "dimension": record.dimension
        }
    own = OWN_CHECKS.get(type(record))
    if own:
        problems |= own(record)
    if problems:
        raise ValidationError(problems)


def _program(record: PlanProgram) -> dict[str, str]:
    others = PlanProgram.objects.filter(plan=record.plan_id, code=record.code)
    other = others.exclude(pk=record.pk).first()
    if other:
        words = {"code": record.code, "name": other.name}
        return {"code": _("The code %(code)s is taken by “%(name)s”.") % words}
    return {}


def _keyword(record: VisionKeyword) -> dict[str, str]:
    others = VisionKeyword.objects.filter(plan=record.plan_id, word__iexact=record.word)
    if others.exclude(pk=record.pk).exists():
        return {"word": _("“%(word)s” is a keyword already.") % {"word": record.word}}
    return {}


def _action(record: ActionItem) -> dict[str, str]:
    enrolment = record.plan.enrolment
    years = {"first_year": record.first_year, "last_year": record.last_year}
    problems = {
        name: year_sentence(enrolment, year)
        for name, year in years.items()
        if year and year not in enrolment.years
    }
    if record.first_year and record.last_year and record.last_year < record.first_year:
        problems["last_year"] = _("The last year comes before the first.")
    if record.program and record.program.plan_id != record.plan_id:
        problems["program"] = _("This programme belongs to another plan.")
    return problems


def _objective(record: Objective) -> dict[str, str]:
    if record.mission.plan_id != record.plan_id:
        return {"mission": _("This mission belongs to another plan.")}
    return {}


def _sni(record: Sni37122Value) -> dict[str, str]:
    if record.indicator not in sni37122.by_code():
        return {
            "indicator": _("SNI ISO 37122 has no indicator %(code)s.") % {"code": record.indicator}
        }
    if record.value is not None and record.unavailable_because:
        sentence = _("There is a value already: empty either the value or the reason.")
        return {"unavailable_because": sentence}
    if record.value is not None and not record.year:
        return {"year": _("Say for which year the value stands.")}
    if record.value is not None and record.value < 0:
        return {"value": _("A value cannot be negative.")}
    if record.year and not EARLIEST <= record.year <= LATEST:
        return {"year": _("Write the year with four digits, such as 2022.")}
    return {}


OWN_CHECKS: dict[type[models.Model], Any] = {
    ActionItem: _action,
    Objective: _objective,
    PlanProgram: _program,
    VisionKeyword: _keyword,
    Sni37122Value: _sni,
}


def check_links(record: Any, links: Mapping[str, Iterable[Any]]) -> None:
    """Raise ValidationError when a row that the record is linked to does not belong to it."""
    for name, rows in links.items():
        for row in rows:
            if isinstance(row, SwotItem):
                _check_swot_item(record, name, row)
            elif row.region_id != record.plan.enrolment.region_id:
                raise ValidationError({name: _foreign(row, record.plan.enrolment)})


def _check_swot_item(record: Any, name: str, item: SwotItem) -> None:
    if item.plan_id != record.plan_id:
        raise ValidationError({name: _("This SWOT item belongs to another plan.")})
    if isinstance(record, SwotStrategy) and item.quadrant not in record.kind:
        words = {"kind": record.kind, "item": item.statement[:60]}
        sentence = _(
            "A strategy %(kind)s does not come from “%(item)s”: it is of another quadrant."
        )
        raise ValidationError({name: sentence % words})


def check_years(record: Any, years: Iterable[int]) -> None:
    """Raise ValidationError for a year outside the plan's period."""
    enrolment = record.plan.enrolment
    for year in years:
        if year not in enrolment.years:
            raise ValidationError(year_sentence(enrolment, year))


def year_sentence(enrolment: Any, year: int) -> str:
    """Say that a year lies outside the period of the plan."""
    return _("%(year)d lies outside the period of the plan, %(period)s.") % {
        "year": year,
        "period": enrolment.period,
    }


def approved_chapters_showing(record: Any) -> list[Chapter]:
    """Return the approved chapters of the plan whose blocks show `record`."""
    plan = record if isinstance(record, Masterplan) else record.plan
    approved = (
        Chapter.objects.filter(book__plan=plan, state=ChapterState.APPROVED)
        .select_related("book")
        .prefetch_related("sections")
    )
    return [
        chapter
        for chapter in approved
        if any(snapshot.shows(section, record) for section in chapter.sections.all())
    ]


def not_in_approved_chapters(record: Any) -> None:
    """Raise Blocked while an approved chapter shows the record."""
    shown_in = approved_chapters_showing(record)
    if shown_in:
        raise Blocked(
            [
                _(
                    "%(book)s, %(chapter)s is approved and shows this table. Have the chapter reopened first."
                )
                % {"book": chapter.book.short, "chapter": chapter.label}
                for chapter in shown_in
            ]
        )


def _foreign(agency: Any, enrolment: Any) -> str:
    return _("%(agency)s belongs to another region. Choose an agency of %(region)s.") % {
        "agency": agency,
        "region": enrolment.region,
    }
