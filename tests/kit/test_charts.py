"""Is every chart a sound picture with attributes only, and does its table say the same?"""

from xml.etree import ElementTree

import pytest
from django.utils import translation

from smartcity_portal.kit import charts

SIX = [
    ("Governance", 2.75),
    ("Branding", 2.75),
    ("Economy", 3.5),
    ("Living", 3.33),
    ("Society", 3.33),
    ("Environment", 4),
]
SPANS = [charts.Span("Short", 2020, 2020), charts.Span("Long", 2025, 2029, "h3")]


def drawings():
    with translation.override("id"):
        return {
            "bars": charts.bars([("2017", 25), ("2020", 0)], title="t", head=("a", "b")),
            "lying": charts.lying_bars([("x" * 90, 14), ("<b>", 6)], title="t", head=("a", "b")),
            "radar": charts.radar(SIX, top=4, title="Six & more", head=("a", "b")),
            "roadmap": charts.roadmap(SPANS, title="t"),
            "no bars": charts.bars([], title="t", head=("a", "b")),
            "no spans": charts.roadmap([], title="t"),
        }


@pytest.mark.parametrize("kind", drawings())
def test_a_chart_is_well_formed_and_needs_no_stylesheet(kind):
    svg = drawings()[kind].svg
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert "style=" not in svg
    shapes = [
        node for node in root.iter() if node.tag.endswith(("rect", "text", "polygon", "circle"))
    ]
    assert all(node.get("fill") for node in shapes)


def test_the_table_twin_holds_the_same_numbers():
    charts_drawn = drawings()
    assert charts_drawn["bars"].rows == (("2017", "25"), ("2020", "0"))
    assert charts_drawn["radar"].rows[2] == ("Economy", "3,50")
    assert charts_drawn["roadmap"].rows[1] == ("Long", "2025", "2029", "5")


def test_a_value_beyond_the_scale_stays_inside_the_web():
    over = charts.radar([("a", 9), ("b", 1), ("c", 1)], top=4, title="t", head=("a", "b"))
    points = ElementTree.fromstring(over.svg).iter("{http://www.w3.org/2000/svg}circle")
    assert min(float(point.get("cy")) for point in points) >= 190 - 138


def test_the_tallest_bar_fills_the_height_and_an_empty_one_is_a_number_only():
    root = ElementTree.fromstring(drawings()["bars"].svg)
    assert len(root.findall("{http://www.w3.org/2000/svg}rect")) == 1
    words = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words == ["25", "2017", "0", "2020"]
