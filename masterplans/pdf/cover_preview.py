"""How will the cover look in these colours? A small drawing for the page on which they are chosen."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from masterplans.models import Masterplan
from masterplans.pdf.brand import PLAIN, Brand

FONT = 'font-family="Noto Serif, serif"'
SANS = 'font-family="Noto Sans, sans-serif"'


def cover_preview(brand: Brand, plan: Masterplan) -> SafeString:
    """Draw the cover as SVG; parts that take a colour are named, so that a script can change them."""
    region = plan.enrolment.region.name
    shapes = [
        _box(0, 0, 210, 297, brand.ground, "ground"),
        _box(0, 0, 210, 204, brand.primary, "primary"),
        _band(brand),
        f'<text x="24" y="30" {SANS} font-size="6" fill="#ffffff">{escape(_("All books"))}</text>',
        f'<text x="24" y="66" {FONT} font-size="16" fill="#ffffff">Masterplan Smart City</text>',
        f'<text x="24" y="86" {FONT} font-size="16" fill="#ffffff">{escape(region[:24])}</text>',
        f'<text x="24" y="116" {FONT} font-size="9" fill="{brand.accent}" data-paint="accent">'
        f"{escape(plan.enrolment.period)}</text>",
        f'<path d="M25 226q9-3 18 0v11q0 7-9 11q-9-4-9-11z" fill="none" stroke="{brand.primary}" '
        'stroke-width="1" data-edge="primary"/>',
        f'<text x="50" y="233" {SANS} font-size="6" font-weight="bold" fill="{brand.primary}" '
        f'data-paint="primary">{escape(_("Government of %(region)s") % {"region": region})}</text>',
        f'<text x="50" y="271" {SANS} font-size="4.5" fill="#6d6456">'
        f"{escape(_('Edition %(number)s') % {'number': 1})}</text>",
    ]
    title = escape(_("The cover in these colours"))
    return mark_safe(
        f'<svg viewBox="0 0 210 297" role="img" class="cover-preview" data-preview>'
        f"<title>{title}</title>{''.join(shapes)}</svg>"
    )


def _box(x: float, y: float, width: float, height: float, fill: str, paint: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" '
        f'data-paint="{paint}"/>'
    )


def _band(brand: Brand) -> str:
    hidden = ' visibility="hidden"' if brand.motif == PLAIN else ""
    petals = "".join(
        f'<circle cx="{x}" cy="{y}" r="7.4" fill="none" stroke="{brand.accent}" stroke-width=".5" '
        f'data-edge="accent"/>'
        for y in (150, 165, 180, 195)
        for x in range(8, 210, 15)
    )
    return f'<g data-motif opacity=".55"{hidden}>{petals}</g>'
