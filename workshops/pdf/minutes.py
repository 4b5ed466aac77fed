"""How are minutes printed? From kept content alone, so that a version can be checked for ever."""

from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS

from masterplans.pdf.letterhead import kop_of
from programs.models import Region
from smartcity_portal.kit import blobs, pdf
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.pdf import Asset
from smartcity_portal.kit.print_styles import stylesheet
from workshops.pdf.minutes_content import hash_of
from workshops.pdf.spelled import day_spelled

LIMITS = pdf.Limits(pages=60, rows=1500, characters=1_500_000, seconds=60)


def render(content: dict[str, Any], *, region: Region, draft: bool = False) -> pdf.Printed:
    """Print minutes; a draft carries its mark on every page and names no agreement."""
    written = content["written"]
    pictures = _pictures(written["photos"])
    with translation.override("id"):
        kop, assets = kop_of(region)
        context = {
            "kop": kop,
            "region": region,
            "written": written,
            "facts": content["facts"],
            "version": _version(content.get("version"), region),
            "dated": _dated(written["dated"]),
            "sections": [_paragraphs(row) for row in written["sections"]],
            "opening": paragraphs(written["opening"]),
            "visits": [
                {**row, "on": date.fromisoformat(row["on"]), "lines": paragraphs(row["findings"])}
                for row in written["visits"]
            ],
            "decisions": [_decision(row) for row in written["decisions"]],
            "left": [
                {**row, "due_on": date.fromisoformat(row["due_on"])}
                for row in content["facts"]["left"]
            ],
            "photos": pictures,
            "hash": _grouped(hash_of(written)),
            "draft": draft,
        }
        html = render_to_string("workshops/pdf/minutes.html", context)
        assets += [picture["asset"] for picture in pictures]
        return pdf.render(
            html,
            css=stylesheet("sheet.css") + stylesheet("minutes.css"),
            assets={asset.sha256: asset for asset in assets},
            limits=LIMITS,
        )


def paragraphs(text: str) -> list[dict[str, Any]]:
    """Part plain text into paragraphs and lists; a line that begins with "-" is a point."""
    found: list[dict[str, Any]] = []
    for line in (line.strip() for line in text.splitlines()):
        point = line.startswith(("- ", "• ", "* "))
        if not line:
            continue
        if not point:
            found.append({"text": line})
        elif found and "points" in found[-1]:
            found[-1]["points"].append(line[2:].strip())
        else:
            found.append({"points": [line[2:].strip()]})
    return found


def _paragraphs(row: dict[str, str]) -> dict[str, Any]:
    return {"heading": row["heading"], "lines": paragraphs(row["text"])}


def _decision(row: dict[str, Any]) -> dict[str, Any]:
    tasks = [{**task, "due_on": date.fromisoformat(task["due_on"])} for task in row["tasks"]]
    return {**row, "tasks": tasks, "height": max(len(tasks), 1)}


def _dated(iso: str) -> dict[str, Any]:
    if not iso:
        return {}
    day = date.fromisoformat(iso)
    named = {"weekday": WEEKDAYS[day.weekday()], "month": MONTHS[day.month]}
    return {**day_spelled(day), **named, "date": day}


def _version(version: dict[str, Any] | None, region: Region) -> dict[str, Any]:
    if not version:
        return {}
    at = datetime.fromisoformat(version["agreed_at"])
    return {**version, "correction": version["number"] - 1, "at": moment(at, region)}


def _pictures(photos: list[dict[str, str]]) -> list[dict[str, Any]]:
    found = []
    for photo in photos:
        if blobs.exists(photo["sha256"]):
            asset = Asset(blobs.read(photo["sha256"]), "image/jpeg")
            found.append({**photo, "url": asset.url, "asset": asset})
    return found


def _grouped(sha256: str) -> str:
    return " ".join(sha256[i : i + 8] for i in range(0, len(sha256), 8))
