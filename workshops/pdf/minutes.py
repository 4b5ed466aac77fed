"""How are minutes printed? From kept content alone, so that a version can be checked for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS

from commitments.models import Signatory
from commitments.pdf.sheet import PREFIX, address_of_code
from masterplans.pdf.letterhead import kop_of
from programs.models import Region
from smartcity_portal.kit import blobs, pdf
from smartcity_portal.kit.formats import moment
from smartcity_portal.kit.pdf import Asset
from smartcity_portal.kit.print_styles import stylesheet
from smartcity_portal.kit.qr import qr
from workshops.pdf.minutes_content import hash_of
from workshops.pdf.spelled import day_spelled

LIMITS = pdf.Limits(pages=60, rows=1500, characters=1_500_000, seconds=60)


@dataclass(frozen=True)
class SigningBlock:
    """Where one person signs: the words above ("Led by"), and the place as it will be kept."""

    lead: str
    row: Signatory


def render(
    content: dict[str, Any],
    *,
    region: Region,
    draft: bool = False,
    blocks: Sequence[SigningBlock] = (),
    code: str = "",
) -> pdf.Printed:
    """Print minutes; a draft carries its mark on every page and names no agreement.

    With `blocks` it is the copy to be signed: one box for each person, and the `code` by which
    everybody can check it.
    """
    written = content["written"]
    pictures = _pictures(written["photos"])
    picture = qr(address_of_code(code)) if code else None
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
            "blocks": blocks,
            "qr": picture,
            "check_at": address_of_code(code).partition("://")[2] if code else "",
        }
        html = render_to_string("workshops/pdf/minutes.html", context)
        assets += [photo["asset"] for photo in pictures]
        assets += [picture] if picture else []
        return pdf.render(
            html,
            css=stylesheet("sheet.css") + stylesheet("minutes.css"),
            assets={asset.sha256: asset for asset in assets},
            limits=LIMITS,
            box_prefix=PREFIX if blocks else "",
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
