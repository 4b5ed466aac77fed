"""Who came to the bimtek of an enrolment? The summary that is bound into its volume."""

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masterplans.annexes import Annex, AnnexTable, annex
from programs.models import Enrolment
from smartcity_portal.kit.formats import day_range
from workshops.models import Attendance, Participation, Workshop

NOTHING = "–"


@annex("workshops.attendance", gettext_lazy("Attendance at the bimtek"), order=20)
def attendance(enrolment: Enrolment) -> Annex | None:
    """When each bimtek was held and how many of the region came, then how many of each agency."""
    held = list(
        Workshop.objects.filter(enrolment=enrolment, held=True)
        .select_related("host", "plan")
        .order_by("number")
    )
    if not held:
        return None
    rooms = {workshop.host_id or workshop.pk: workshop for workshop in held}
    present, expected = _present(enrolment, rooms), _expected(enrolment, rooms)
    reported = [workshop.participants for workshop in held]
    if not any([*expected.values(), *present.values(), *reported]):
        return _only_days(held)
    tables = [_meetings(held, present, expected)]
    if any(present.values()):
        tables.append(_agencies(held, present))
    return Annex(
        _("Attendance at the bimtek"),
        _("Counted from the attendance lists of the portal; a person counts once for each bimtek."),
        tuple(tables),
    )


def _only_days(held: list[Workshop]) -> Annex:
    """Nobody was listed or counted: the annex says so and gives no columns of dashes."""
    table = AnnexTable(
        _("Bimtek that were held"),
        (_("Bimtek"), _("Days"), _("Venue")),
        (34, 28, 38),
        tuple((w.title, _days(w), w.meeting.venue or NOTHING) for w in held),
        source=_("agenda of the portal."),
    )
    return Annex(
        _("Attendance at the bimtek"),
        _("Days and venues only: no attendance list was kept in the portal."),
        (table,),
    )


Counts = dict[int, dict[str, int]]


def _present(enrolment: Enrolment, rooms: dict[int, Workshop]) -> Counts:
    """Count people of the region who were there, by room and by agency."""
    rows = (
        Attendance.objects.filter(
            session__workshop__in=rooms, participation__participant__enrolment=enrolment
        )
        .order_by()
        .values_list("session__workshop", "participation__participant__agency__name")
        .annotate(many=Count("participation", distinct=True))
    )
    found: Counts = {room: {} for room in rooms}
    for room, agency, many in rows:
        found[room][agency or _("Communities and others")] = many
    return found


def _expected(enrolment: Enrolment, rooms: dict[int, Workshop]) -> dict[int, int]:
    rows = (
        Participation.objects.filter(workshop__in=rooms, participant__enrolment=enrolment)
        .order_by()
        .values_list("workshop")
        .annotate(many=Count("pk"))
    )
    return dict(rows)


def _meetings(held: list[Workshop], present: Counts, expected: dict[int, int]) -> AnnexTable:
    rows = []
    for workshop in held:
        room = workshop.host_id or workshop.pk
        counted = sum(present[room].values()) or workshop.participants or 0
        rows.append(
            (
                workshop.title,
                _days(workshop),
                workshop.meeting.venue or NOTHING,
                str(expected.get(room) or NOTHING),
                str(counted or NOTHING),
            )
        )
    return AnnexTable(
        _("Bimtek that were held"),
        (_("Bimtek"), _("Days"), _("Venue"), _("Expected"), _("Present")),
        (30, 24, 24, 11, 11),
        tuple(rows),
        frozenset({3, 4}),
        _("attendance lists of the portal; where nobody was ticked, the number that was reported."),
    )


def _days(workshop: Workshop) -> str:
    return day_range(workshop.starts_on, workshop.last_day) if workshop.starts_on else NOTHING


def _agencies(held: list[Workshop], present: Counts) -> AnnexTable:
    names = sorted({name for row in present.values() for name in row})
    rows = [
        (
            name,
            *(str(present[w.host_id or w.pk].get(name) or NOTHING) for w in held),
        )
        for name in names
    ]
    columns = tuple(_("Bimtek %(numeral)s") % {"numeral": workshop.numeral} for workshop in held)
    width = 12
    return AnnexTable(
        _("Present by agency"),
        (_("Agency (OPD)"), *columns),
        (100 - width * len(held), *(width for _workshop in held)),
        tuple(rows),
        frozenset(range(1, len(held) + 1)),
        _("attendance lists of the portal."),
    )
