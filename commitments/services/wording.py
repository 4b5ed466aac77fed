"""In which words is the promise made? The edition's template, filled with the region's facts."""

import hashlib
import json
import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from commitments.models import Sheet, Signatory
from masterplans.models import BookEdition, PlanProgram
from programs.models import Enrolment
from smartcity_portal.kit import formats

PLACEHOLDER = re.compile(r"{(\w+)}")


def filled(template: str, enrolment: Enrolment) -> str:
    """Replace {region}, {programme}, {year}, {period}, {memorandum}; unknown ones stay."""
    facts = _facts(enrolment)
    return PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), template)


def _facts(enrolment: Enrolment) -> dict[str, str]:
    edition = enrolment.cohort.edition
    return {
        "region": enrolment.region.name,
        "programme": edition.programme,
        "ministry": edition.ministry,
        "year": str(enrolment.cohort.year),
        "period": enrolment.period,
        "head": enrolment.region.head_title,
        "memorandum": _memorandum(enrolment),
    }


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


def closing_of(enrolment: Enrolment) -> str:
    """The sentence between the clauses and the signatures; the coordinator may change it."""
    with translation.override("id"):
        return _(
            "This joint commitment is made in good faith and signed by the %(head)s and all heads "
            "of agencies listed in the annex, which is an inseparable part of it, to be carried "
            "out with full responsibility."
        ) % {"head": enrolment.region.head_title}


def book_of(enrolment: Enrolment) -> BookEdition | None:
    """The issued edition that a sheet quotes: the newest of Buku 2, else of any book."""
    standing = (
        BookEdition.objects.standing()
        .filter(book__plan__enrolment=enrolment)
        .select_related("book")
        .order_by("-issued_at")
    )
    return standing.filter(book__number=2).first() or standing.first()


def pledges_of(enrolment: Enrolment) -> dict[int, list[dict[str, Any]]]:
    """What each agency answers for in the plan, by the agency's key; amounts in rupiah."""
    programs = PlanProgram.objects.filter(
        plan__enrolment=enrolment, agency__isnull=False
    ).prefetch_related("budgets", "quick_wins")
    pledges: dict[int, list[dict[str, Any]]] = {}
    for program in programs:
        pledges.setdefault(program.agency_id or 0, []).append(
            {
                "code": program.code,
                "name": program.name,
                "indicator": program.indicator,
                "amount": int(sum(budget.amount for budget in program.budgets.all())),
                "quick_win": any(win.state != "dropped" for win in program.quick_wins.all()),
            }
        )
    return pledges


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
