"""How does a row of the board look? Each cell a word with its icon, days waiting, and the holder."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from smartcity_portal.dashboards.board import Board, Row, Waits
from smartcity_portal.kit import clock
from smartcity_portal.kit.formats import day_brief, day_range, waiting
from workshops.forecast import PRESENTATION, Forecast
from workshops.models.workshop import numeral

STAGES = (1, 2, 3, 4)
Cell = dict[str, Any]
NONE: Cell = {"none": True}


def columns_of(board: Board, url: Callable[..., str]) -> list[dict[str, Any]]:
    """Return the heads of the table; each is a link that sorts, and turns the order when pressed again."""
    query = board.query

    def head(label: str, key: str, **more: Any) -> dict[str, Any]:
        here = query.column == key
        turned = f"-{key}" if here and not query.backwards else key
        # The longest waiting are those that wait since the earliest day.
        order = "descending" if query.backwards != (key == "lama") else "ascending"
        return {
            "label": label,
            "sort_url": url(urut=turned),
            "sorted": order if here else "",
            **more,
        }

    return [
        head(_("Region"), "daerah"),
        head(_("MoU"), "mou", hide_phone=True),
        *(head(f"Bimtek {numeral(n)}", f"bimtek-{n}", hide_phone=True) for n in STAGES),
        {"label": _("Now"), "only_phone": True},
        *(head(f"Buku {n}", f"buku-{n}", hide_phone=True) for n in board.books),
        {"label": _("Books"), "only_phone": True},
        head(_("Quick wins"), "quick-win"),
        head(_("Commitment"), "komitmen"),
        {"label": _("Presentation")},
        head(_("In the hands of"), "lama"),
    ]


def cells_of(row: Row, board: Board) -> dict[str, Any]:
    """Return one row for parts/grid_table.html."""
    region = row.enrolment.region
    return {
        "title": region.name.replace("Kabupaten ", "Kab. "),
        "url": row.enrolment.get_absolute_url(),
        "small": region.province.name if region.province else "",
        "example": row.enrolment.is_example,
        "cells": [
            _memorandum(row),
            *(_stage(row, number) for number in STAGES),
            {"text": now_words(row), "full": True},
            *(_book(row, number) for number in board.books),
            _books(row, board),
            _quick_wins(row, board.cohort.edition.quick_win_minimum),
            _commitment(row),
            _presentation(row),
            _ball(row),
        ],
    }


def _memorandum(row: Row) -> Cell:
    signed = row.standing.memorandum_on
    if signed:
        return {"tone": "ok", "text": day_brief(signed)}
    return _waiting_cell("redo", _("missing"), row.waits("mou")) if row.followed else NONE


def _stage(row: Row, number: int) -> Cell:
    found = row.stages.get(number)
    dates = day_range(found["from"], found["to"], brief=True) if found and found["from"] else ""
    held = bool(found and found["held"])
    if not row.followed:
        return _known_only(dates, held, found)
    stage = row.enrolment.stage
    if number < stage:
        return {"tone": "ok", "text": dates or _("closed")}
    if number > stage:
        return {"tone": "busy", "text": dates} if dates else _ahead(row.forecast(number))
    return {**_here(row, dates, held), "here": True}


def _known_only(dates: str, held: bool, found: dict[str, Any] | None) -> Cell:
    if not (dates and held and found):
        return NONE
    return {"tone": "ok" if found["to"] <= clock.today() else "busy", "text": dates}


def _here(row: Row, dates: str, held: bool) -> Cell:
    standing = row.standing
    if standing.ready:
        return {"tone": "wait", "text": _("ready to close")}
    if held:
        words = {"done": standing.done, "all": standing.asked}
        return _waiting_cell("wait", _("gate %(done)d/%(all)d") % words, row.waits("stage"))
    if dates:
        return _waiting_cell("busy", dates, row.waits("stage"))
    forecast = row.forecast(row.enrolment.stage)
    return {
        "tone": "busy",
        "text": _("no dates"),
        "small": forecast.words if forecast else _by(row.waits("stage")),
    }


def _ahead(forecast: Forecast | None) -> Cell:
    return {"small": forecast.words, "text": _("forecast")} if forecast else NONE


def now_words(row: Row) -> str:
    """Say in a few words where the region stands."""
    if not row.followed:
        return _("Not followed in the portal")
    if row.enrolment.is_finished:
        return _("Four bimtek closed")
    return f"Bimtek {numeral(row.enrolment.stage)}: {_stage(row, row.enrolment.stage)['text']}"


def _percent(row: Row, number: int) -> str:
    done, total = row.books.get(number, (0, 0))
    return f"{round(100 * done / total)}%" if total else "–"


def _book(row: Row, number: int) -> Cell:
    done, total = row.books.get(number, (0, 0))
    if not total:
        return NONE
    tone = "ok" if done == total else "busy" if done or row.waits(f"book_{number}") else "none"
    return _waiting_cell(tone, _percent(row, number), row.waits(f"book_{number}"))


def _books(row: Row, board: Board) -> Cell:
    if not row.books:
        return {"none": True, "full": True}
    return {"text": ", ".join(_percent(row, number) for number in board.books), "full": True}


def _quick_wins(row: Row, wanted: int) -> Cell:
    if not row.followed:
        return NONE
    final = row.standing.quick_wins
    tone = "ok" if final >= wanted else "busy" if final or row.waits("quick_wins") else "none"
    return _waiting_cell(tone, f"{final}/{wanted}", row.waits("quick_wins"))


def _commitment(row: Row) -> Cell:
    standing = row.standing
    if standing.signatories is None:
        waits = row.waits("commitment")
        return _waiting_cell("none", _("not issued"), waits) if waits else NONE
    tone = "signed" if standing.signed == standing.signatories else "sign"
    return _waiting_cell(tone, f"{standing.signed}/{standing.signatories}", row.waits("commitment"))


def _presentation(row: Row) -> Cell:
    shown = row.enrolment.presented_on
    if shown:
        return {"tone": "ok", "text": day_brief(shown)}
    return _ahead(row.forecast(PRESENTATION))


def _ball(row: Row) -> Cell:
    if not row.holder:
        return {"none": True, "lift": True}
    return {"holder": row.holder, "days": row.days, "lift": True}


def _waiting_cell(tone: str, text: str, waits: Waits | None) -> Cell:
    return {"tone": tone, "text": text, "small": _by(waits)}


def _by(waits: Waits | None) -> str:
    if waits is None:
        return ""
    if waits.days is None:
        return waits.holder
    return f"{waits.holder}, {waiting(waits.days)}"
