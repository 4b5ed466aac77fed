"""Can every pair of colours be told apart, in light and in dark?"""

import re
from pathlib import Path

import pytest
from django.conf import settings

STYLES = Path(settings.BASE_DIR) / "static" / "css"
TEXT, EDGE = 4.5, 3.0
PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("ground", "surface", "sunken")
    ],
    *[("line-2", ground, EDGE) for ground in ("ground", "surface")],
    *[("action", ground, TEXT) for ground in ("ground", "surface", "action-soft")],
    *[(ink, "action-soft", TEXT) for ink in ("ink", "ink-2")],
    *[("on-action", ground, TEXT) for ground in ("action", "action-hover", "action-press")],
    *[(ink, ground, TEXT) for ink in ("on-deep", "on-deep-2") for ground in ("deep", "motif")],
    ("deep-line", "deep", EDGE),
    *[("danger", ground, TEXT) for ground in ("ground", "surface", "danger-soft")],
    *[("on-danger", ground, TEXT) for ground in ("danger", "danger-hover")],
    *[
        (tone, ground, TEXT)
        for tone in ("ok", "wait", "busy", "redo")
        for ground in (f"{tone}-soft", "surface")
    ],
    *[("ink", f"{tone}-soft", TEXT) for tone in ("ok", "wait", "busy", "redo", "danger")],
    ("ink", "mark", TEXT),
    *[("focus", ground, EDGE) for ground in ("ground", "surface", "action-soft")],
    *[(f"d{number}", "surface", TEXT) for number in range(1, 7)],
    *[("ink", f"seq-{step}", TEXT) for step in range(3)],
    *[("on-action", f"seq-{step}", TEXT) for step in (3, 4)],
]


def blocks() -> list[dict[str, str]]:
    """Read the colour blocks of tokens.css: light, dark by device, dark by choice, print."""
    css = (STYLES / "tokens.css").read_text()
    found = [
        dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))
        for block in re.findall(r"{([^{}]*)}", css)
    ]
    return [block for block in found if "ground" in block]


def brightness(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_each_pair_can_be_told_apart(theme, ink, ground, least):
    colours = blocks()[theme]
    assert contrast(colours[ink], colours[ground]) >= least


def test_dark_by_device_and_dark_by_choice_are_the_same():
    _light, by_device, by_choice, _printed = blocks()
    assert by_device == by_choice


def test_print_takes_the_light_values_on_white_paper():
    light, _by_device, _by_choice, printed = blocks()
    assert printed == {**light, "ground": "#FFFFFF"}


def test_components_use_only_colours_that_exist():
    tokens = (STYLES / "tokens.css").read_text()
    used = set(re.findall(r"var\(--(?!bs-)([\w-]+)\)", (STYLES / "components.css").read_text()))
    assert used <= set(re.findall(r"--([\w-]+):", tokens))
