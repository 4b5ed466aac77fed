"""How does a presentation become PDF? Every slide a page, every box where PowerPoint has it."""

from collections.abc import Callable
from html import escape
from typing import Any

from masterplans.outputs import layout, slide_charts
from masterplans.outputs.deck import (
    Cards,
    Chart,
    Deck,
    Figures,
    Points,
    Quadrants,
    Slide,
    Statement,
    Table,
    foot_of,
)
from masterplans.outputs.layout import Box
from smartcity_portal.kit import pdf
from smartcity_portal.kit.pdf import Asset, Printed
from smartcity_portal.kit.print_styles import stylesheet

LIMITS = pdf.Limits(pages=40, seconds=90)


def pdf_of(deck: Deck, *, language: str = "id") -> Printed:
    """Print the presentation; the same deck gives the same bytes."""
    page = _Pages(deck)
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(deck.title)}</title>"
        f'<meta name="author" content="{escape(deck.publisher)}">'
        f"<style>{page.rules()}</style></head><body>{page.body}</body></html>"
    )
    return pdf.render(html, css=stylesheet("slides.css"), assets=page.assets, limits=LIMITS)


class _Pages:
    """Collects the HTML of the slides and a rule of place for every box."""

    def __init__(self, deck: Deck) -> None:
        self.deck, self.places = deck, list[str]()
        self.assets: dict[str, Asset] = {}
        pages = [self._cover()]
        pages += [self._slide(number, one) for number, one in enumerate(deck.slides, start=2)]
        self.body = "".join(pages)

    def rules(self) -> str:
        return "".join(self.places)

    def _cover(self) -> str:
        deck = self.deck
        lines = "".join(
            f"<p>{escape(words)}</p>"
            for words in (deck.programme, deck.basis, deck.notice)
            if words
        )
        return (
            f'<section class="cover"><div class="words"><h1>{escape(deck.title)} '
            f'{escape(deck.subtitle)}</h1><p class="speaker">{escape(deck.speaker)}</p>{lines}</div>'
            f'<p class="foot">{escape(deck.publisher)}</p></section>'
        )

    def _slide(self, number: int, slide: Slide) -> str:
        size = layout.title_size(slide.title)
        room = layout.RIGHT - layout.LEFT
        title = Box(layout.LEFT, layout.TITLE_TOP, room, layout.TITLE_HIGH, size)
        parts = [self._at(title, f"<h2>{escape(slide.title)}</h2>", "title")]
        if slide.lead:
            lead = Box(layout.LEFT, layout.LEAD_TOP, room, layout.LEAD_HIGH, 16)
            parts.append(self._at(lead, f"<p>{escape(slide.lead)}</p>", "lead"))
        parts += [self._block(one.block, one.box) for one in layout.placed(slide)]
        source = foot_of(self.deck, slide)
        parts.append(f'<p class="foot">{escape(source)}</p><p class="number">{number}</p>')
        return f"<section>{''.join(parts)}</section>"

    def _at(self, box: Box, inner: str, kind: str = "") -> str:
        name = f"b{len(self.places)}"
        self.places.append(
            f"#{name}{{left:{box.x:.3f}in;top:{box.y:.3f}in;width:{box.width:.3f}in;"
            f"height:{box.height:.3f}in;font-size:{box.size:g}pt}}"
        )
        return f'<div class="box {kind}" id="{name}">{inner}</div>'

    def _block(self, block: Any, box: Box) -> str:
        draw: dict[type, Callable[[Any, Box], str]] = {
            Figures: self._figures,
            Statement: self._statement,
            Quadrants: self._quadrants,
            Cards: self._cards,
            Table: self._table,
            Chart: self._chart,
        }
        return draw[type(block)](block, box)

    def _figures(self, block: Figures, box: Box) -> str:
        parts = []
        for (value, words), cell in layout.figures_of(block, box):
            size = layout.value_size(value, cell)
            inner = f'<p class="value">{escape(value)}</p><p class="words">{escape(words)}</p>'
            place = Box(cell.x, cell.y, cell.width, cell.height, size)
            parts.append(self._at(place, f'<div class="middle">{inner}</div>', "panel figure"))
        return "".join(parts)

    def _statement(self, block: Statement, box: Box) -> str:
        below = f'<p class="below">{escape(block.below)}</p>' if block.below else ""
        inner = f'<div class="middle"><p class="said">{escape(block.text)}</p>{below}</div>'
        return self._at(box, inner, "panel statement")

    def _quadrants(self, block: Quadrants, box: Box) -> str:
        parts = []
        for field, cell in layout.fields_of(block, box):
            place = Box(cell.x, cell.y, cell.width, cell.height, box.size)
            parts.append(self._at(place, _points(field), "panel"))
        return "".join(parts)

    def _cards(self, block: Cards, box: Box) -> str:
        parts = []
        for card, picture, words in layout.cards_of(block, box):
            lines = "".join(f"<p>{escape(line)}</p>" for line in card.lines)
            inner = f'<h3>{escape(card.title)}</h3><p class="quiet">{escape(card.label)}</p>{lines}'
            place = Box(words.x, words.y, words.width, words.height, box.size)
            if picture is not None:
                parts.append(self._picture(card, picture))
            parts.append(self._at(place, inner, "panel"))
        return "".join(parts)

    def _picture(self, card: Any, box: Box) -> str:
        if card.picture is None:
            return self._at(box, f'<div class="middle"><p>{escape(card.label)}</p></div>', "band")
        self.assets[card.picture.sha256] = card.picture
        image = f'<img src="{card.picture.url}" alt="{escape(card.alt or card.caption)}">'
        return self._at(box, f'<div class="middle">{image}</div>', "picture")

    def _table(self, block: Table, box: Box) -> str:
        name = f"t{len(self.places)}"
        for place, width in enumerate(layout.column_widths(block, box.width), start=1):
            self.places.append(f"#{name} col:nth-child({place}){{width:{width:.3f}in}}")
        columns = "<col>" * len(block.heads)
        head = "".join(_cell("th", text, place, block) for place, text in enumerate(block.heads))
        rows = []
        for line, words in enumerate(block.rows, start=1):
            mark = ' class="total"' if block.total and line == len(block.rows) else ""
            cells = "".join(
                _cell("th" if place == 0 else "td", text, place, block, scope="row")
                for place, text in enumerate(words)
            )
            rows.append(f"<tr{mark}>{cells}</tr>")
        inner = (
            f'<table id="{name}"><colgroup>{columns}</colgroup>'
            f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        )
        return self._at(box, inner, "tbl")

    def _chart(self, block: Chart, box: Box) -> str:
        high = min(
            box.height * 72, 60 + 46 * len(block.categories) if block.kind != "columns" else 999
        )
        return self._at(box, slide_charts.drawing(block, int(box.width * 72), int(high)), "chart")


def _points(field: Points) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in field.lines)
    return f"<h3>{escape(field.heading)}</h3><ul>{lines}</ul>"


def _cell(tag: str, text: str, place: int, block: Table, scope: str = "col") -> str:
    kind = ' class="num"' if place in block.numeric else ""
    head, *more = text.split("\n")
    inner = escape(head) + "".join(
        f'<br><span class="quiet">{escape(line)}</span>' for line in more
    )
    where = f' scope="{scope}"' if tag == "th" else ""
    return f"<{tag}{where}{kind}>{inner}</{tag}>"
