"""How does a row of the board look? Each cell a word with its icon, days waiting, and the holder."""

from collections.abc import Callable, Sequence
from functools import cache, partial
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
        head(_("In the hands of"), "lama"),
    ]


class Drawing:
    """Draws rows; words, dates and waits come back in many cells and are written once."""

    def __init__(self, books: Sequence[int] = (), wanted: int = 0) -> None:
        self.books, self.wanted = books, wanted
        self.word = _words()
        self.waiting = cache(waiting)
        self.brief = cache(day_brief)
        self.range = cache(partial(day_range, brief=True))

    def row(self, row: Row) -> dict[str, Any]:
        """Return one row for parts/grid_table.html."""
        region = row.enrolment.region
        return {
            "title": region.name.replace("Kabupaten ", "Kab. "),
            "url": row.enrolment.get_absolute_url(),
            "small": self._below(row),
            "example": row.enrolment.is_example,
            "cells": [
                self._memorandum(row),
                *(self._stage(row, number) for number in STAGES),
                {"text": self.now(row), "full": True},
                *(self._book(row, number) for number in self.books),
                self._all_books(row),
                self._quick_wins(row),
                self._commitment(row),
                self._ball(row),
            ],
        }

    def now(self, row: Row) -> str:
        """Say in a few words where the region stands."""
        if not row.followed:
            return self.word["not_followed_in_the_portal"]
        if row.enrolment.is_finished:
            return self.word["four_bimtek_closed"]
        here = self._stage(row, row.enrolment.stage)["text"]
        return f"Bimtek {numeral(row.enrolment.stage)}: {here}"

    def _memorandum(self, row: Row) -> Cell:
        signed = row.standing.memorandum_on
        if signed:
            return {"tone": "ok", "text": self.brief(signed)}
        if not row.followed:
            return NONE
        return self._waited("redo", self.word["missing"], row.waits("mou"))

    def _stage(self, row: Row, number: int) -> Cell:
        found = row.stages.get(number)
        dates = self.range(found["from"], found["to"]) if found and found["from"] else ""
        held = bool(found and found["held"])
        if not row.followed:
            return _known_only(dates, held, found)
        stage = row.enrolment.stage
        if number < stage:
            return {"tone": "ok", "text": dates or self.word["closed"]}
        if number > stage:
            return {"tone": "busy", "text": dates} if dates else self._ahead(row.forecast(number))
        return {**self._here(row, dates, held), "here": True}

    def _here(self, row: Row, dates: str, held: bool) -> Cell:
        standing = row.standing
        if standing.ready:
            return {"tone": "wait", "text": self.word["ready_to_close"]}
        if held:
            words = {"done": standing.done, "all": standing.asked}
            text = self.word["gate"] % words
            return self._waited("wait", text, row.waits("stage"))
        if dates:
            return self._waited("busy", dates, row.waits("stage"))
        forecast = row.forecast(row.enrolment.stage)
        return {
            "tone": "busy",
            "text": self.word["no_dates"],
            "small": forecast.words if forecast else self._by(row.waits("stage")),
        }

    def _ahead(self, forecast: Forecast | None) -> Cell:
        return {"text": self.word["forecast"], "small": forecast.words} if forecast else NONE

    def _book(self, row: Row, number: int) -> Cell:
        done, total = row.books.get(number, (0, 0))
        if not total:
            return NONE
        waits = row.waits(f"book_{number}")
        tone = "ok" if done == total else "busy" if done or waits else "none"
        return self._waited(tone, _percent(row, number), waits)

    def _all_books(self, row: Row) -> Cell:
        if not row.books:
            return {"none": True, "full": True}
        return {"text": ", ".join(_percent(row, number) for number in self.books), "full": True}

    def _quick_wins(self, row: Row) -> Cell:
        if not row.followed:
            return NONE
        final, waits = row.standing.quick_wins, row.waits("quick_wins")
        tone = "ok" if final >= self.wanted else "busy" if final or waits else "none"
        return self._waited(tone, f"{final}/{self.wanted}", waits)

    def _commitment(self, row: Row) -> Cell:
        standing, waits = row.standing, row.waits("commitment")
        if standing.signatories is None:
            return self._waited("none", self.word["not_issued"], waits) if waits else NONE
        tone = "signed" if standing.signed == standing.signatories else "sign"
        return self._waited(tone, f"{standing.signed}/{standing.signatories}", waits)

    def _below(self, row: Row) -> str:
        """Under the name: the province, and the presentation as held or as expected."""
        province = row.enrolment.region.province
        parts = [province.name] if province else []
        shown, forecast = row.enrolment.presented_on, row.forecast(PRESENTATION)
        if shown:
            parts.append(self.word["presented"] % {"day": self.brief(shown)})
        elif forecast:
            parts.append(self.word["presentation"] % {"when": forecast.words})
        return "; ".join(parts)

    def _ball(self, row: Row) -> Cell:
        key = row.standing.holder
        if not key:
            return {"none": True, "lift": True}
        holder = self._holder(key, row.standing.holder_name)
        return {"holder": holder, "days": row.days, "lift": True}

    def _waited(self, tone: str, text: str, waits: Waits | None) -> Cell:
        return {"tone": tone, "text": text, "small": self._by(waits)}

    def _by(self, waits: Waits | None) -> str:
        if waits is None:
            return ""
        holder = self._holder(waits.key, waits.name)
        return holder if waits.days is None else f"{holder}, {self.waiting(waits.days)}"

    def _holder(self, key: str, name: str) -> str:
        if name:
            return name
        return self.word["ministry"] if key == "ministry" else self.word["coordinator"]


def _words() -> dict[str, str]:
    return {
        "not_followed_in_the_portal": _("Not followed in the portal"),
        "four_bimtek_closed": _("Four bimtek closed"),
        "missing": _("missing"),
        "closed": _("closed"),
        "ready_to_close": _("ready to close"),
        "gate": _("gate %(done)d/%(all)d"),
        "no_dates": _("no dates"),
        "forecast": _("forecast"),
        "not_issued": _("not issued"),
        "ministry": _("Ministry"),
        "coordinator": _("Coordinator"),
        "presented": _("presented on %(day)s"),
        "presentation": _("presentation %(when)s"),
    }


def _known_only(dates: str, held: bool, found: dict[str, Any] | None) -> Cell:
    if not (dates and held and found):
        return NONE
    return {"tone": "ok" if found["to"] <= clock.today() else "busy", "text": dates}


def _percent(row: Row, number: int) -> str:
    done, total = row.books.get(number, (0, 0))
    return f"{round(100 * done / total)}%" if total else "–"
