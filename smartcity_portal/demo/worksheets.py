"""Who wrote which row in which group of a bimtek? The demo's rows come into the plan through groups."""

from collections import defaultdict
from datetime import datetime
from functools import cached_property
from typing import Any

from accounts import past
from accounts.models import User
from masterplans.services import quick_wins, records
from programs.models import Agency, WorksheetRecords
from smartcity_portal.demo.city import City
from workshops.models import WorkGroup, Worksheet
from workshops.services import group_rows, groups, worksheets
from workshops.states import GroupState

MODELS: dict[str, Any] = {
    WorksheetRecords.PROGRAMS: records.add_program,
    WorksheetRecords.QUICK_WINS: quick_wins.nominate,
}
# Kota Bontang ran five groups that also wrote the SWOT, the last one about gaps.
BONTANG = ("Alam", "Budaya", "Infrastruktur", "Suprastruktur", "Kesenjangan")
BONTANG_SOURCE = "ppid.bontangkota.go.id, 9 Juli 2019"


class Rooms:
    """The groups of one city's bimtek, by what they write and for which part of the plan."""

    def __init__(self, city: City, by: User) -> None:
        self.city, self.by = city, by

    @cached_property
    def _groups(self) -> dict[tuple[str, str], WorkGroup]:
        """The first group of the year that writes a kind of record for a part of the plan."""
        found: dict[tuple[str, str], WorkGroup] = {}
        for group in self._of_enrolment().with_room().order_by("worksheet__workshop__number"):
            found.setdefault((group.worksheet.plan.records, group.key), group)
        return found

    def write(self, kind: str, model: Any, fields: dict[str, Any], at: datetime | None) -> Any:
        """Write a row in its group; what no group of the city wrote stands in the plan directly."""
        group = self._groups.get((kind, _part_of(kind, fields)))
        if group is not None:
            return group_rows.add(group, fields, by=self.by, at=at)
        plan = next(iter(self._groups.values())).origin.plan
        act = MODELS.get(kind)
        return (
            act(plan, by=self.by, at=at, **fields)
            if act
            else records.add(model, plan, by=self.by, at=at, **fields)
        )

    def seat(self, *, stages: tuple[int, ...]) -> None:
        """Make the agencies that answer for a group's rows its members."""
        for group in self._of_stage(*stages):
            agencies = Agency.objects.filter(pk__in=group.rows.values("agency"))
            worksheets.arrange(group, by=self.by, agencies=agencies)

    def finish(self, stage: int, *, mentor: User, at: datetime, accepted: bool = True) -> None:
        """Hand in what the groups have until this stage; the mentor accepts it."""
        with past.loading(at):
            until = range(1, stage + 1)
            for group in self._of_stage(*until).filter(state=GroupState.OPEN):
                if group.rows.exists():
                    groups.hand_in(group, by=self.by, at=at)
                    if accepted:
                        groups.accept(group, by=mentor, at=at)

    def _of_enrolment(self) -> Any:
        return WorkGroup.objects.filter(worksheet__workshop__enrolment=self.city.enrolment)

    def _of_stage(self, *stages: int) -> Any:
        return self._of_enrolment().with_room().filter(worksheet__workshop__number__in=stages)


def name_groups(city: City, by: User) -> None:
    """Name the groups as the city's source does; where none is known they are examples."""
    mine = WorkGroup.objects.filter(worksheet__workshop__enrolment=city.enrolment)
    if city.slug != "bontang":
        mine.update(is_example=True)
        return
    sheet = Worksheet.objects.get(workshop__enrolment=city.enrolment, plan__code="swot")
    spare = defaultdict(list)
    for group in sheet.groups.with_room():
        spare[group.title in BONTANG].append(group)
    for group, title in zip(spare[False], ["Kesenjangan"], strict=False):
        worksheets.arrange(group, by=by, title=title)
    WorkGroup.objects.filter(worksheet=sheet).update(source=BONTANG_SOURCE)
    ideas = {"worksheet__plan__code": "gagasan-quick-win", "worksheet__workshop": sheet.workshop}
    mine.filter(**ideas).update(source=BONTANG_SOURCE)


def still_open(city: City, *, by: User, mentor: User, at: datetime) -> None:
    """What waits at the tables of bimtek IV: one group was given back, one waits for the mentor."""
    rooms = Rooms(city, by)
    rooms.seat(stages=(4,))
    last = list(rooms._of_stage(4).filter(worksheet__plan__code="tinjauan-program"))
    with past.loading(at):
        for group in last[:2]:
            groups.hand_in(group, by=by, at=at)
        groups.give_back(
            last[0],
            by=mentor,
            reason="Lengkapi target tahun kedua pada dua program (contoh).",
            at=at,
        )


def _part_of(kind: str, fields: dict[str, Any]) -> str:
    if kind == WorksheetRecords.ACTIONS:
        return fields["strand"]
    if dimension := fields.get("dimension"):
        return dimension.code
    return fields.get("component", "")
