"""In which words is the promise made? A template, filled with the facts of region and plan."""

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from commitments.models import Footer, Sheet, SheetKind, SheetWording, Signatory
from commitments.services import pledges
from masterplans.models import BookEdition, QuickWin
from programs.models import Agency, Enrolment, GuidanceEdition
from smartcity_portal.kit import formats

PLACEHOLDER = re.compile(r"{(\w+)}")
OWN = ("title", "preamble", "clauses", "closing", "footer")
WORDS = (
    *("region", "place", "head", "programme", "ministry", "year", "period", "memorandum"),
    *("agency", "programs", "amount", "quick_wins", "parent_title", "parent_number"),
)


@dataclass(frozen=True)
class Template:
    """The wording of one kind of sheet; `source` says whose: region, ministry or edition."""

    title: str
    preamble: str
    clauses: list[str]
    closing: str
    footer: str
    source: str


def template_of(enrolment: Enrolment, kind: str) -> Template:
    """Return the region's own wording, else the ministry's, else the edition's or the portal's."""
    edition = enrolment.cohort.edition
    rows = SheetWording.objects.filter(
        Q(region=None) | Q(region=enrolment.region),
        edition__year=edition.year,
        edition__revision__lte=edition.revision,
        kind=kind,
    ).order_by("edition__revision")
    by_region = {row.region_id: row for row in rows}
    for region, source in ((enrolment.region_id, "region"), (None, "ministry")):
        if row := by_region.get(region):
            return Template(**{name: getattr(row, name) for name in OWN}, source=source)
    return built_in(edition, kind)


def built_in(edition: GuidanceEdition, kind: str) -> Template:
    """What stands in the guidance edition, or in the portal's own file where it says nothing."""
    if kind != SheetKind.JOINT:
        return Template(**_own_wordings()[kind], source="portal")
    return Template(
        edition.commitment_title,
        edition.commitment_preamble,
        list(edition.commitment_clauses),
        _joint_closing(),
        Footer.PORTAL,
        source="edition",
    )


@cache
def _own_wordings() -> dict[str, dict[str, Any]]:
    path = Path(__file__).parent.parent / "data" / "wordings.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def write(sheet: Sheet) -> None:
    """Put the template's words, filled with the facts of the plan, on a draft."""
    template = template_of(sheet.enrolment, sheet.kind)
    facts = _facts(sheet)
    sheet.title = filled(template.title, facts)[:200]
    sheet.preamble = filled(template.preamble, facts)
    sheet.clauses = [filled(clause, facts) for clause in template.clauses if _holds(clause, facts)]
    sheet.closing = filled(template.closing, facts)
    sheet.footer = template.footer


def filled(template: str, facts: dict[str, str]) -> str:
    """Replace {region}, {programme}, {year} and the other WORDS; unknown ones stay."""
    return PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), template)


def _holds(clause: str, facts: dict[str, str]) -> bool:
    """A clause about something that the plan does not have is left out."""
    return all(facts.get(word, word) for word in PLACEHOLDER.findall(clause))


def _facts(sheet: Sheet) -> dict[str, str]:
    enrolment, edition = sheet.enrolment, sheet.enrolment.cohort.edition
    lines = [line for lines in pledges.lines_for(sheet).values() for line in lines]
    return {
        "region": enrolment.region.name,
        "place": enrolment.region.short_name,
        "programme": edition.programme,
        "ministry": edition.ministry,
        "year": str(enrolment.cohort.year),
        "period": enrolment.period,
        "head": enrolment.region.head_title,
        "memorandum": _memorandum(enrolment),
        "agency": sheet.agency.name if sheet.agency else "",
        "programs": str(sum(1 for line in lines if line["code"])),
        "amount": formats.rupiah(sum(line["amount"] for line in lines)),
        "quick_wins": _listed(quick_wins_of(enrolment, sheet.agency)),
        "parent_title": sheet.parent.title if sheet.parent else "",
        "parent_number": sheet.parent.number if sheet.parent else "",
    }


def quick_wins_of(enrolment: Enrolment, agency: Agency | None = None) -> list[str]:
    """Names of the chosen quick wins of the plan, or of one agency."""
    rows = (
        QuickWin.objects.chosen().filter(plan__enrolment=enrolment).order_by("year", "order", "pk")
    )
    if agency is not None:
        rows = rows.filter(agency=agency)
    return list(rows.values_list("name", flat=True))


def _listed(names: list[str]) -> str:
    """Join names as a sentence does: "A, B, dan C"."""
    if len(names) < 3:
        return " dan ".join(names)
    return ", ".join(names[:-1]) + f", dan {names[-1]}"


def _memorandum(enrolment: Enrolment) -> str:
    memorandum = getattr(enrolment, "memorandum", None)
    with translation.override("id"):
        if memorandum is None or not (memorandum.number_ministry or memorandum.signed_on):
            return _("the memorandum of understanding")
        if not memorandum.signed_on:
            return _("the memorandum of understanding number %(number)s") % {
                "number": memorandum.number_ministry
            }
        day = formats.day(memorandum.signed_on)
        if not memorandum.number_ministry:
            return _("the memorandum of understanding of %(day)s") % {"day": day}
        return _("the memorandum of understanding number %(number)s of %(day)s") % {
            "number": memorandum.number_ministry,
            "day": day,
        }


def _joint_closing() -> str:
    """The sentence between the clauses and the signatures of a joint sheet."""
    with translation.override("id"):
        return _(
            "This joint commitment is made in good faith and signed by the %(head)s and all heads "
            "of agencies listed in the annex, which is an inseparable part of it, to be carried "
            "out with full responsibility."
        ) % {"head": "{head}"}


def book_of(enrolment: Enrolment) -> BookEdition | None:
    """The issued edition that a sheet quotes: the newest of Buku 2, else of any book."""
    standing = (
        BookEdition.objects.standing()
        .filter(book__plan__enrolment=enrolment)
        .select_related("book")
        .order_by("-issued_at")
    )
    return standing.filter(book__number=2).first() or standing.first()


def frozen_text(sheet: Sheet, signatories: list[Signatory]) -> dict[str, Any]:
    """Everything that is promised, as plain data; its hash is printed on the sheet."""
    edition = sheet.edition
    return {
        "title": sheet.title,
        "number": sheet.number,
        "place": sheet.place,
        "dated": sheet.dated.isoformat(),
        "preamble": sheet.preamble,
        "clauses": list(sheet.clauses),
        "closing": sheet.closing,
        **({"changes": sheet.changes} if sheet.changes else {}),
        "book": edition
        and {
            "title": str(edition.book),
            "edition": edition.number,
            "sha256": edition.sha256,
        },
        "signatories": [
            {
                "field": row.field,
                "name": row.name,
                "office": row.office,
                "rank": row.rank,
                "nip": row.nip,
                "pledge": row.pledge,
            }
            for row in signatories
        ],
    }


def hash_of(text: dict[str, Any]) -> str:
    """Return the SHA-256 of the text in its one canonical spelling."""
    spelling = json.dumps(text, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelling.encode()).hexdigest()
