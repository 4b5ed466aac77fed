"""What does the address of a board ask for? View, filters, order and page, all in plain words."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs.models import Cohort, Mentor, MentorAssignment, Region
from smartcity_portal.kit.numbers import natural
from workshops.models.workshop import numeral
from workshops.standing_querysets import BOARD_ORDERS, BOARD_VIEWS, StandingQuerySet

USUAL = "lama"
VIEWS: dict[str, Any] = {
    "": gettext_lazy("All"),
    "terhalang": gettext_lazy("Gate blocked"),
    "siap-ditutup": gettext_lazy("Ready to close"),
    "lebih-dari-14-hari": gettext_lazy("Waiting for more than 14 days"),
    "menunggu-kementerian": gettext_lazy("Waiting for the ministry"),
    "menunggu-pembimbing": gettext_lazy("Waiting for the mentor"),
    "tanpa-quick-win": gettext_lazy("Without quick wins"),
    "tanpa-mou": gettext_lazy("Without MoU"),
    "tanpa-pembimbing": gettext_lazy("Without mentor"),
}
HOLDERS: dict[str, Any] = {
    "ministry": gettext_lazy("Ministry"),
    "mentor": gettext_lazy("Mentor"),
    "coordinator": gettext_lazy("Coordinator"),
    "agency": gettext_lazy("Agency (OPD)"),
    "signatory": gettext_lazy("Signatory"),
}


@dataclass(frozen=True)
class BoardQuery:
    """The filters of a board; what makes no sense counts as not asked."""

    tampilan: str = ""
    urut: str = USUAL
    q: str = ""
    provinsi: str = ""
    tahap: str = ""
    pembimbing: str = ""
    pemegang: str = ""

    @classmethod
    def read(cls, given: QueryDict | dict[str, str]) -> "BoardQuery":
        asked = {f.name: str(given.get(f.name, f.default)).strip()[:80] for f in fields(cls)}
        return cls(
            tampilan=asked["tampilan"] if asked["tampilan"] in BOARD_VIEWS else "",
            urut=asked["urut"] if asked["urut"].removeprefix("-") in BOARD_ORDERS else USUAL,
            q=asked["q"],
            provinsi=asked["provinsi"] if natural(asked["provinsi"]) else "",
            tahap=asked["tahap"] if asked["tahap"] in {"1", "2", "3", "4", "5"} else "",
            pembimbing=asked["pembimbing"] if natural(asked["pembimbing"]) else "",
            pemegang=asked["pemegang"] if asked["pemegang"] in HOLDERS else "",
        )

    @classmethod
    def of_text(cls, text: str) -> "BoardQuery":
        """Read what was kept as a named view."""
        return cls.read(dict(parse_qsl(text)))

    @property
    def text(self) -> str:
        """The part of the address after the question mark; the usual is left out."""
        said = {f.name: getattr(self, f.name) for f in fields(self)}
        return urlencode({k: v for k, v in said.items() if v and (k, v) != ("urut", USUAL)})

    def url(self, path: str, **changes: str) -> str:
        text = replace(self, **changes).text
        return f"{path}?{text}" if text else path

    @property
    def narrows(self) -> bool:
        """Whether anything but the portal's own views and the order was asked."""
        return any((self.q, self.provinsi, self.tahap, self.pembimbing, self.pemegang))

    @property
    def is_usual(self) -> bool:
        return not self.text

    @property
    def column(self) -> str:
        return self.urut.removeprefix("-")

    @property
    def backwards(self) -> bool:
        return self.urut.startswith("-")

    def filtered(self, rows: StandingQuerySet) -> StandingQuerySet:
        """Return the rows that fit all filters, whatever the view."""
        rows = rows.named(self.q)
        if self.provinsi:
            rows = rows.in_province(int(self.provinsi))
        if self.tahap:
            rows = rows.at_stage(int(self.tahap))
        if self.pembimbing:
            rows = rows.guided_by(int(self.pembimbing))
        return rows.held_by(self.pemegang) if self.pemegang else rows

    def answered(self, rows: StandingQuerySet) -> StandingQuerySet:
        """Return the rows of the view, filtered and in order."""
        return (
            self.filtered(rows)
            .in_view(self.tampilan)
            .in_order(self.column, backwards=self.backwards)
        )


def view_links(
    query: BoardQuery, counts: dict[str, int], url: Callable[..., str]
) -> list[dict[str, Any]]:
    """Return the portal's own views as links with counts; empty ones are left out."""
    counted = [(key, label, counts[key.replace("-", "_") or "all"]) for key, label in VIEWS.items()]
    return [
        {
            "label": label,
            "url": url(tampilan=key),
            "count": count,
            "current": key == query.tampilan,
        }
        for key, label, count in counted
        if count or key in ("", query.tampilan)
    ]


def choices(query: BoardQuery, cohort: Cohort) -> list[dict[str, Any]]:
    """Return the filters that are chosen from a list, with what the cohort offers."""
    provinces = (
        Region.objects.filter(regions__enrolments__cohort=cohort)
        .order_by("name")
        .distinct()
        .values_list("pk", "name")
    )
    assignments = MentorAssignment.objects.active().filter(enrolment__cohort=cohort)
    mentors = Mentor.objects.filter(assignments__in=assignments).distinct()
    stages = [(str(n), f"Bimtek {numeral(n)}") for n in (1, 2, 3, 4)]
    return [
        _choice("provinsi", _("Province"), provinces, query.provinsi),
        _choice("tahap", _("Stage"), [*stages, ("5", _("Finished"))], query.tahap),
        _choice(
            "pembimbing",
            _("Mentor"),
            mentors.order_by("name").values_list("pk", "name"),
            query.pembimbing,
        ),
        _choice("pemegang", _("In the hands of"), HOLDERS.items(), query.pemegang),
    ]


def _choice(name: str, label: str, options: Any, chosen: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "options": [
            {"value": str(value), "label": text, "chosen": str(value) == chosen}
            for value, text in options
        ],
    }
