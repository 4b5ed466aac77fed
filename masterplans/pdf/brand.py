"""In which colours is a book printed? A region's few tokens, their tints, and whether they can be read."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

PRIMARY, ACCENT, GROUND = "#12414f", "#bdb29f", "#f6f3ec"
KAWUNG, PLAIN = "kawung", "plain"
WHITE, QUIET = "#ffffff", "#6d6456"
TEXT_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
TINTS = {"sea-2": "#41727f", "sea-3": "#a3c0c6", "sea-4": "#e3ecee"}
PAINTED = re.compile(r'\b(fill|stroke)="(#[0-9a-f]{6})"')


@dataclass(frozen=True)
class Brand:
    """The colours of a region's books; without arguments those of the portal."""

    primary: str = PRIMARY
    accent: str = ACCENT
    ground: str = GROUND
    motif: str = KAWUNG

    @cached_property
    def tokens(self) -> dict[str, str]:
        """The variables of the stylesheets that differ from those of the portal."""
        changed: dict[str, str] = {}
        if self.primary != PRIMARY:
            changed |= {"--sea": self.primary, "--petal": mixed(self.primary, WHITE, 0.07)}
            changed |= {f"--{name}": tint for name, tint in self._tints().items()}
        if self.accent != ACCENT:
            changed["--years"] = self.accent
        if self.ground != GROUND:
            changed["--stone"] = self.ground
        return changed

    @property
    def petal(self) -> str:
        return self.tokens.get("--petal", "#1d5565")

    def dyed(self, markup: str) -> str:
        """Give drawings, which bear the portal's colours as attributes, those of the region."""
        if self.primary == PRIMARY:
            return markup
        tints = self._tints()
        own = {PRIMARY: self.primary, **{TINTS[name]: tint for name, tint in tints.items()}}
        return PAINTED.sub(lambda one: f'{one[1]}="{own.get(one[2], one[2])}"', markup)

    def _tints(self) -> dict[str, str]:
        second = mixed(self.primary, WHITE, 0.2)
        if contrast(second, WHITE) < TEXT_CONTRAST:
            second = self.primary
        return {
            "sea-2": second,
            "sea-3": mixed(self.primary, WHITE, 0.62),
            "sea-4": mixed(self.primary, WHITE, 0.88),
        }


def mixed(colour: str, other: str, share: float) -> str:
    """Mix `share` of another colour into a colour."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True)
class Pairing:
    """Two colours that meet in a book, and how far apart they have to be."""

    label: str
    one: str
    two: str
    least: float

    @property
    def value(self) -> float:
        return contrast(self.one, self.two)

    @property
    def is_readable(self) -> bool:
        return self.value >= self.least


def pairings(brand: Brand) -> list[Pairing]:
    """Name every pair of the brand that people have to read."""
    return [
        Pairing(_("Headings on white"), brand.primary, WHITE, TEXT_CONTRAST),
        Pairing(_("Publisher on the cover"), brand.primary, brand.ground, TEXT_CONTRAST),
        Pairing(_("Small print on the cover"), QUIET, brand.ground, TEXT_CONTRAST),
        Pairing(_("Years on the cover"), brand.accent, brand.primary, LARGE_CONTRAST),
    ]


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
