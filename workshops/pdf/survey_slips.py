"""How do slips of paper look that each admit one answer, and the sheet that hangs on the wall?"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from smartcity_portal.kit import pdf
from smartcity_portal.kit.formats import day
from smartcity_portal.kit.pdf import Asset
from smartcity_portal.kit.print_styles import stylesheet
from smartcity_portal.kit.qr import qr
from workshops.models import Survey

LIMITS = pdf.Limits(pages=60, rows=500, characters=4_000_000, seconds=60)


def slips(survey: Survey, tokens: list[str]) -> bytes:
    """Print one slip per token; the links stand nowhere else."""
    codes = [qr(answer_address(token)) for token in tokens]
    return _print(survey, "workshops/pdf/survey_slips.html", codes, codes=codes)


def wall(survey: Survey) -> bytes:
    """Print the sheet with the one code that everybody in the room scans."""
    code = qr(wall_address(survey))
    address = wall_address(survey).partition("://")[2]
    return _print(survey, "workshops/pdf/survey_wall.html", [code], code=code, address=address)


def answer_address(token: str) -> str:
    return settings.PORTAL_URL + reverse("workshops:survey_answer", kwargs={"token": token})


def wall_address(survey: Survey) -> str:
    return settings.PORTAL_URL + reverse("workshops:survey_wall", kwargs={"code": survey.code})


def _print(survey: Survey, template: str, pictures: list[Asset], **context: Any) -> bytes:
    workshop = survey.workshop
    with translation.override("id"):
        words = {
            "title": f"{workshop.title} {workshop.enrolment.region}",
            "until": day(survey.closes_on),
            "survey": survey,
        }
        html = render_to_string(template, {**words, **context})
        return pdf.render(
            html,
            css=stylesheet("slips.css"),
            assets={picture.sha256: picture for picture in pictures},
            limits=LIMITS,
        ).content
