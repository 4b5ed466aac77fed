"""Which slides tell the quick wins? A table that can be checked, and pictures that stay in mind."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from masterplans.outputs.deck import Card, Cards, Slide, Table
from masterplans.outputs.material import Material
from masterplans.outputs.telling import shortened, sources
from masterplans.pdf.records import QuickWinRow

LISTED, PICTURED = 7, 6


def listed(material: Material) -> list[Slide]:
    """Which quick wins, who leads, what they reach."""
    rows = material.records.quick_wins
    if not rows:
        return []
    lines = tuple(
        (
            shortened(row.name, 60),
            row.dimension,
            shortened(row.agency, 34) or "–",
            shortened(row.target or row.indicator, 90) or "–",
            str(row.year or "–"),
        )
        for row in rows[:LISTED]
    )
    table = Table(
        _("Quick wins of the plan"),
        (_("Quick win"), _("Dimension"), _("Agency"), _("Target"), _("Year")),
        lines,
        (26, 17, 19, 30, 8),
        frozenset({4}),
    )
    return [
        Slide(
            title=ngettext(
                "%(count)d quick win shows results within a year",
                "%(count)d quick wins show results within a year",
                len(rows),
            )
            % {"count": len(rows)},
            columns=((100, table),),
            notes=tuple(
                "; ".join([row.name, *(f"{label}: {value}" for label, value in row.facts)])
                for row in rows
            ),
            sources=sources(material, _("quick wins"), "quick_wins", "quick_win_profiles"),
        )
    ]


def pictured(material: Material) -> list[Slide]:
    """Each quick win with its picture, or with its words alone."""
    rows = material.records.quick_wins[:PICTURED]
    if not rows:
        return []
    cards = tuple(_card(material, row, few=len(rows) <= 3) for row in rows)
    captions = [f"{card.title}: {card.caption}" for card in cards if card.picture]
    return [
        Slide(
            title=_("What people will notice"),
            columns=((100, Cards(cards)),),
            notes=(
                *(f"{row.name}: {row.problem} → {row.innovation}" for row in rows),
                *captions,
            ),
            sources=sources(material, _("quick-win profiles"), "quick_win_profiles"),
        )
    ]


def _card(material: Material, row: QuickWinRow, *, few: bool) -> Card:
    found = material.pictures.get(row.name)
    asset = found.asset() if found else None
    room = 150 if few else 80
    texts = [shortened(row.innovation or row.problem, room)]
    if few and row.target:
        texts.append(_("Target: %(text)s") % {"text": shortened(row.target, 80)})
    return Card(
        title=shortened(row.name, 60),
        label=row.dimension,
        lines=tuple(filter(None, texts)),
        picture=asset,
        alt=found.alt if found and asset else "",
        caption=found.caption if found and asset else "",
    )
