"""How is a change shown? As markup of our own making around escaped words: inline, or before and after."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from masterplans.comparing.blocks import Block, Cell, Picture, Token
from masterplans.comparing.changes import CHANGED, MOVED_HERE, SAME, Change, Run, runs
from masterplans.comparing.tables import CellChange, rows

SHOWN_MARKS = ("strong", "em", "sub", "sup")
BOTH, OLD, NEW = "both", "old", "new"


@dataclass(frozen=True)
class Drawn:
    """One block ready to be shown; which of the three is filled depends on the view."""

    kind: str
    move: int
    inline: SafeString = SafeString()
    old: SafeString = SafeString()
    new: SafeString = SafeString()


def inline(change: Change) -> Drawn:
    """Show old and new in one text, what went struck out and what came underlined."""
    return Drawn(change.kind, change.move, inline=_safe(_drawn(change, BOTH)))


def twin(change: Change) -> Drawn:
    """Show the old block and the new one for two columns."""
    return Drawn(
        change.kind,
        change.move,
        old=_safe(_drawn(change, OLD) if change.old and change.kind != MOVED_HERE else ""),
        new=_safe(_drawn(change, NEW) if change.new else ""),
    )


def _drawn(change: Change, side: str) -> str:
    old, new = change.old, change.new
    if change.kind == SAME and new:
        return _block(new, _said(new.tokens))
    if old and new:
        return _changed(old, new, side)
    block = new or old
    return _whole(block, "ins" if new else "del") if block else ""


def _changed(old: Block, new: Block, side: str) -> str:
    if new.rows:
        return _table(old, new, side)
    words = _words(runs(old.tokens, new.tokens), side)
    if new.picture and old.picture:
        return _pictures(old.picture, new.picture, words, side)
    if (old.kind, old.depth, old.ordered) != (new.kind, new.depth, new.ordered):
        words = f'<span class="reset">{words}</span>'
    return _block(old if side == OLD else new, words)


def _whole(block: Block, tag: str) -> str:
    """A block that came or went as a whole."""
    if block.rows:
        lines = "".join(
            f'<tr class="{tag}">{"".join(_td(cell, _tag(_said(cell.tokens), tag)) for cell in row)}</tr>'
            for row in block.rows
        )
        return _scrolling(lines)
    if block.picture:
        return f"<{tag}>{_figure(block.picture, _said(block.tokens))}</{tag}>"
    return _block(block, _tag(_said(block.tokens), tag))


def _block(block: Block, inner: str) -> str:
    if block.rows:
        return _scrolling(
            "".join(
                f"<tr>{''.join(_td(c, _said(c.tokens)) for c in row)}</tr>" for row in block.rows
            )
        )
    if block.picture:
        return _figure(block.picture, inner)
    if block.kind == "li":
        kind = "ol" if block.ordered else "ul"
        return f'<{kind} class="deep-{min(block.depth, 4)}"><li>{inner}</li></{kind}>'
    if block.kind == "quote":
        return f"<blockquote><p>{inner}</p></blockquote>"
    return f"<{block.kind}>{inner}</{block.kind}>"


def _words(found: Iterable[Run], side: str) -> str:
    parts = []
    for run in found:
        if run.stayed:
            parts.append(_stayed(run, side))
            continue
        if side != NEW:
            parts.append(_tag(_said(run.old), "del"))
        if side != OLD:
            parts.append(_tag(_said(run.new), "ins"))
    return "".join(parts)


def _stayed(run: Run, side: str) -> str:
    """The same words; those that are set in another way are marked."""
    parts = []
    for same, group in groupby(
        zip(run.old, run.new, strict=True), lambda p: p[0].marks == p[1].marks
    ):
        said = _said([pair[0 if side == OLD else 1] for pair in group])
        parts.append(said if same else f'<span class="reset">{said}</span>')
    return "".join(parts)


def _said(tokens: Sequence[Token]) -> str:
    """Write tokens out, opening and closing marks where they begin and end."""
    parts: list[str] = []
    place = 0
    while place < len(tokens):
        marks, end = tokens[place].marks, place
        while end < len(tokens) and tokens[end].marks == marks:
            end += 1
        said = escape("".join(t.text for t in tokens[place:end])).replace("\n", "<br>")
        parts.append(_marked(said, marks))
        place = end
    return "".join(parts)


def _marked(said: str, marks: tuple[str, ...]) -> str:
    for mark in reversed(marks):
        if mark in SHOWN_MARKS:
            said = f"<{mark}>{said}</{mark}>"
        elif mark.startswith("a:"):
            said = f'<span class="linked" title="{escape(mark[2:])}">{said}</span>'
    return said


def _tag(said: str, tag: str) -> str:
    return f"<{tag}>{said}</{tag}>" if said else ""


def _table(old: Block, new: Block, side: str) -> str:
    lines = []
    for row in rows(old, new):
        cells = "".join(_cell(cell, side) for cell in row.cells)
        if cells:
            tone = "" if row.kind in {SAME, CHANGED} else f' class="{row.kind}"'
            lines.append(f"<tr{tone}>{cells}</tr>")
    return _scrolling("".join(lines))


def _cell(change: CellChange, side: str) -> str:
    old, new = change.old, change.new
    if old and new:
        return _td(new, _words(runs(old.tokens, new.tokens), side), change.kind)
    if old is not None and side != NEW:
        return _td(old, _tag(_said(old.tokens), "del"), change.kind)
    if new is not None and side != OLD:
        return _td(new, _tag(_said(new.tokens), "ins"), change.kind)
    return ""


def _td(cell: Cell, inner: str, kind: str = SAME) -> str:
    spans = "".join(
        f' {name}="{number}"'
        for name, number in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if number > 1
    )
    tone = "" if kind == SAME else f' class="cell-{kind}"'
    return f"<{cell.tag}{spans}{tone}>{inner}</{cell.tag}>"


def _scrolling(lines: str) -> str:
    return f'<div class="scroll"><table><tbody>{lines}</tbody></table></div>'


def _pictures(old: Picture, new: Picture, caption: str, side: str) -> str:
    shown = old if side == OLD else new
    if old.src != new.src and side == BOTH:
        before = f"<del>{_figure(old, escape(_('The picture before')))}</del>"
        figure = f"{before}<ins>{_figure(new, caption)}</ins>"
    elif old.src != new.src:
        tag = "del" if side == OLD else "ins"
        figure = f"<{tag}>{_figure(shown, caption)}</{tag}>"
    else:
        figure = _figure(shown, caption)
    return (
        figure
        + _said_of(_("Description"), old.alt, new.alt, side)
        + _said_of(_("Width"), _percent(old), _percent(new), side)
    )


def _said_of(label: str, old: str, new: str, side: str) -> str:
    if old == new:
        return ""
    before = _tag(escape(old), "del") if side != NEW else ""
    after = _tag(escape(new), "ins") if side != OLD else ""
    return f'<p class="of-picture">{escape(label)}: {before} {after}</p>'


def _percent(picture: Picture) -> str:
    return f"{picture.width or 100}%"


def _figure(picture: Picture, caption: str) -> str:
    image = f'<img src="{escape(picture.src)}" alt="{escape(picture.alt)}" loading="lazy">'
    return f"<figure>{image}<figcaption>{caption}</figcaption></figure>"


def _safe(text: str) -> SafeString:
    """Every word in `text` was escaped above."""
    return mark_safe(text)
