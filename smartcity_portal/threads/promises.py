"""Who has promised a programme on a commitment sheet, in which clause, and have they signed?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commitments.models import Sheet, Signatory
from masterplans.models import QuickWin
from programs.models import Enrolment
from smartcity_portal.kit.formats import day, rupiah


@dataclass(frozen=True)
class Promise:
    """One line that somebody answers for; `clause` is the sentence about quick wins, if there is one."""

    sheet: Sheet
    signatory: Signatory
    line: dict[str, Any]
    clause: str

    @property
    def said(self) -> str:
        line = self.line
        money = f", {rupiah(line['amount'])}" if line.get("amount") else ""
        return f"{line['code']} {line['name']}{money}"

    @property
    def who(self) -> str:
        person = self.signatory
        if person.has_signed and person.signed_at:
            words = {"who": person.signer_name, "office": person.signer_office}
            signed = _("%(who)s, %(office)s, signed on %(day)s")
            return signed % {**words, "day": day(person.signed_at)}
        words = {"who": person.signer_name, "office": person.signer_office}
        return _("%(who)s, %(office)s: not signed yet") % words


class Promises:
    """The commitments of a region that a reader may see, read once."""

    def __init__(self, enrolment: Enrolment, user: Any) -> None:
        sheets = list(Sheet.objects.visible_to(user).standing().filter(enrolment=enrolment))
        self.sheets = {sheet.pk: sheet for sheet in sheets}
        rows = Signatory.objects.filter(sheet__in=self.sheets).select_related(
            "tenure__official", "tenure__office", "agency"
        )
        self.lines: dict[str, list[tuple[Signatory, dict[str, Any]]]] = {}
        for row in rows.order_by("sheet", "order"):
            row.sheet = self.sheets[row.sheet_id]
            for line in row.pledge:
                self.lines.setdefault(line.get("code", ""), []).append((row, line))

    def about(self, win: QuickWin) -> list[Promise]:
        """Return the pledges of the programme that the quick win belongs to."""
        if win.program is None:
            return []
        return [
            Promise(row.sheet, row, line, _clause(row.sheet))
            for row, line in self.lines.get(win.program.code, [])
        ]


def _clause(sheet: Sheet) -> str:
    return next((text for text in sheet.clauses if "quick win" in text.casefold()), "")
