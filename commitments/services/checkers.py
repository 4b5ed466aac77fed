"""Who may still check a signature on a scan, and do the region's own people suffice?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from accounts.models import User
from commitments.models import Route, Scan, ScanCheck, Signatory
from commitments.services import ink
from commitments.services.ink import ScanRow
from programs.models import Coordinator, Enrolment, MentorAssignment


@dataclass(frozen=True)
class Checking:
    """How far one signature on one scan is checked, and who of the region may go on.

    Not `certain` where several people of the page may have signed it.
    """

    scan: Scan
    confirmed: int
    needed: int
    people: list[User]
    certain: bool = True

    @property
    def needs_ministry(self) -> bool:
        """Fewer people of the region are left than checks are missing."""
        return len(self.people) < self.needed - self.confirmed


def own_people(enrolments: Iterable[Enrolment]) -> dict[int, list[User]]:
    """Coordinators and mentors of each enrolment, by name; three queries however many there are."""
    regions = {enrolment.pk: enrolment.region_id for enrolment in enrolments}
    found: dict[int, set[int]] = defaultdict(set)
    mentors = MentorAssignment.objects.active().filter(enrolment__in=regions)
    for pk, user in mentors.values_list("enrolment", "mentor__user"):
        found[pk].add(user)
    by_region: dict[int, set[int]] = defaultdict(set)
    coordinators = Coordinator.objects.active().filter(region__in=set(regions.values()))
    for region, user in coordinators.values_list("region", "user"):
        by_region[region].add(user)
    for pk, region in regions.items():
        found[pk] |= by_region[region]
    known = set().union(*found.values()) if found else set()
    users = list(User.objects.filter(is_active=True, pk__in=known).order_by("name", "pk"))
    return {pk: [user for user in users if user.pk in found[pk]] for pk in regions}


def checking(row: ScanRow, signatory: Signatory, people: list[User]) -> Checking:
    """What is said and still to be said about one person on a scan; `people` are the region's."""
    said = [check for check in row.scan.checks.all() if check.signatory_id == signatory.pk]
    apart = {row.scan.by_id, row.scan.filing.by_id, signatory.holder_id}
    apart |= {check.by_id for check in said}
    return Checking(
        row.scan,
        sum(check.verdict == ScanCheck.Verdict.CONFIRMED for check in said),
        ink.checks_needed(signatory),
        [user for user in people if user.pk not in apart],
        len(row.expected) == 1 or signatory.route == Route.PAPER,
    )


def by_signatory(rows: list[ScanRow]) -> dict[int, Checking]:
    """Of one sheet: whose signature waits on a scan, by the newest scan of each person."""
    waiting = [row for row in rows if row.waiting]
    if not waiting:
        return {}
    enrolment = waiting[0].scan.enrolment
    people = own_people([enrolment])[enrolment.pk]
    return {
        place.pk: checking(row, place, people)
        for row in reversed(waiting)
        for place in row.expected
    }


def short_of_people(rows: list[ScanRow]) -> list[ScanRow]:
    """The scans, with those on them, for whom somebody of the ministry is needed."""
    waiting = [row for row in rows if row.waiting]
    people = own_people({row.scan.enrolment for row in waiting}) if waiting else {}
    left = map(partial(_short, people), waiting)
    return [row for row in left if row.waiting]


def _short(people: dict[int, list[User]], row: ScanRow) -> ScanRow:
    own = people[row.scan.enrolment_id]
    left = [place for place in row.expected if checking(row, place, own).needs_ministry]
    return replace(row, waiting=left)


def needs_ministry(scan: Scan) -> bool:
    """Whether the region's people cannot check this scan without the ministry."""
    return bool(short_of_people(ink.scan_rows(Scan.objects.filter(pk=scan.pk))))


def to_check_in_ministry(user: User) -> list[ScanRow]:
    """Scans that wait for somebody of the ministry and that this person may judge; oldest first."""
    rows = ink.left_for(user, ink.scan_rows(Scan.objects.open_to(user).order_by("at", "pk")))
    return short_of_people(rows)
