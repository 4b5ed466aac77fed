"""How does the plan agree with the RPJMD? Every mission, objective and program beside its reference."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from masterplans.outputs.material import Material
from masterplans.pdf.records import ProgramRow


@dataclass(frozen=True)
class Line:
    """One thing of the plan; `through` says that the reference is that of its mission."""

    kind: str
    code: str
    text: str
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    agency: str = ""
    budget: Decimal = Decimal(0)
    reference: str = ""
    through: bool = False


@dataclass(frozen=True)
class Heading:
    """A part of the RPJMD with what the plan does for it."""

    reference: str
    missions: tuple[str, ...]
    objectives: int
    programs: tuple[str, ...]
    budget: Decimal


@dataclass(frozen=True)
class Alignment:
    """The whole comparison; `basis` says which state it shows."""

    plan: str
    publisher: str
    basis: str
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]
    has_examples: bool = False

    @property
    def missing(self) -> list[Line]:
        return [line for line in self.lines if not line.reference]

    @property
    def named(self) -> int:
        return len(self.lines) - len(self.missing)


def why_not(material: Material) -> list[str]:
    """Say why there is nothing to compare with the RPJMD."""
    if material.records.missions or material.records.programs:
        return []
    return [_("The plan has neither missions nor programs that could be compared with the RPJMD.")]


def alignment_of(material: Material, basis: str) -> Alignment:
    """Return the comparison as the plan stands."""
    lines = (*_direction(material), *_programs(material))
    return Alignment(
        plan=_("Smart City Masterplan of %(region)s") % {"region": material.region.name}
        + f" {material.enrolment.period}",
        publisher=_("Government of %(region)s") % {"region": material.region.name},
        basis=basis,
        lines=lines,
        headings=tuple(_headings(lines)),
        has_examples=any("(contoh)" in line.reference + line.text for line in lines)
        or "programs" in material.records.examples,
    )


def _direction(material: Material) -> list[Line]:
    lines = []
    for mission in material.records.missions:
        lines.append(Line(_("Mission"), mission.code, mission.text, reference=mission.rpjmd))
        for place, row in enumerate(mission.objectives, start=1):
            lines.append(
                Line(
                    _("Objective"),
                    f"{mission.code.rstrip('.')}.{place}",
                    row.text,
                    indicator=f"{row.indicator} ({row.unit})" if row.unit else row.indicator,
                    baseline=row.baseline,
                    target=_last(row.targets),
                    reference=row.rpjmd or mission.rpjmd,
                    through=not row.rpjmd and bool(mission.rpjmd),
                )
            )
    return lines


def _programs(material: Material) -> list[Line]:
    return [_program(row, material.rpjmd.get(row.code, "")) for row in material.records.programs]


def _program(row: ProgramRow, reference: str) -> Line:
    return Line(
        _("Program"),
        row.code,
        row.name,
        indicator=f"{row.indicator} ({row.unit})" if row.unit else row.indicator,
        baseline=row.baseline,
        target=_last(row.targets),
        agency=row.agency,
        budget=row.budget,
        reference=reference,
    )


def _last(targets: object) -> str:
    values: dict[int, str] = dict(targets)  # type: ignore[call-overload]
    return f"{values[max(values)]} ({max(values)})" if values else ""


def _headings(lines: tuple[Line, ...]) -> list[Heading]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.reference:
            groups.setdefault(line.reference, []).append(line)
    program, mission, objective = _("Program"), _("Mission"), _("Objective")
    return [
        Heading(
            reference,
            tuple(line.text for line in mine if line.kind == mission),
            sum(line.kind == objective for line in mine),
            tuple(f"{line.code} {line.text}" for line in mine if line.kind == program),
            sum((line.budget for line in mine), Decimal(0)),
        )
        for reference, mine in sorted(groups.items(), key=lambda item: item[0].casefold())
    ]
