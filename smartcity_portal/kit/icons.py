"""Which icons does the portal draw, and what is their shape?

The shapes come from the Bootstrap Icons wheel. Only the names listed here may be used: a template
that asks for another one fails, and a test reads every template.
"""

import re
from functools import cache
from pathlib import Path

import js_lib_bootstrap_icons
from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(js_lib_bootstrap_icons.__file__).parent / "static" / "bootstrap-icons"
NAMES = frozenset(
    """
    activity archive arrow-clockwise arrow-counterclockwise arrow-down arrow-down-up arrow-left arrow-repeat
    arrow-right arrow-up asterisk award bar-chart bell book bookmark-plus box-arrow-in-right box-arrow-right
    box-arrow-up-right building bullseye calendar-event card-checklist chat-dots chat-left-text check-circle
    check-circle-fill check-lg check2-all chevron-down chevron-left chevron-right chevron-up circle circle-half
    clipboard clipboard-check clock clock-history cloud-arrow-up cloud-check collection copy dash dash-circle
    diagram-3 download envelope envelope-paper exclamation-octagon exclamation-triangle eye eye-slash file-earmark
    file-earmark-arrow-up file-earmark-check file-earmark-image file-earmark-pdf file-earmark-spreadsheet
    file-earmark-text file-earmark-word file-earmark-x file-earmark-zip files fingerprint flag funnel gear geo-alt
    globe graph-up grip-vertical hash hourglass-split house image info-circle journal-text key keyboard link-45deg
    list list-check list-ol list-ul lock map moon-stars patch-check pause-circle pen pen-fill pencil people person
    person-badge person-check person-circle person-plus phone pin-angle play-circle plus-lg printer qr-code
    question-circle quote reply save search send shield-check shield-lock shuffle slash-circle sliders star
    stop-circle subscript sun superscript table tags telephone three-dots translate trash type-bold type-h2
    type-italic unlock upload whatsapp wifi-off x-lg x-octagon-fill
    """.split()
)


@cache
def shape(name: str) -> SafeString:
    """Return the drawing inside the icon's 16 by 16 box."""
    if name not in NAMES:
        raise LookupError(f"Icon {name!r} is not in smartcity_portal.kit.icons.NAMES.")
    svg = (FOLDER / f"{name}.svg").read_text()
    match = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if match is None:
        raise LookupError(f"Icon {name!r} has no drawing in the wheel.")
    return mark_safe(re.sub(r"\s*\n\s*", "", match.group(1)))
