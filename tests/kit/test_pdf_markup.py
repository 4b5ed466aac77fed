"""Does the quick parser see in a part what WeasyPrint's own parser sees?"""

import pytest

from smartcity_portal.kit.pdf_markup import tree_of
from tests.kit.html_trees import of_weasyprint, told

BODIES = {
    "text": "<p>Satu &amp; dua &lt; tiga <b>tebal</b>\n<i>miring</i><br>baris</p>",
    "spaces": "<p> <b> a </b> <i>b</i> </p>\n\n<p>\xa0</p> ",
    "table": (
        '<table><caption>Tabel</caption><colgroup><col class="w-10"><col></colgroup><thead><tr>'
        '<th scope="col">A</th></tr></thead><tbody><tr><td></td></tr></tbody></table>'
    ),
    "list": '<ol start="3"><li><p>satu</p><ul><li>dalam</li></ul></li></ol>',
    "drawing": (
        '<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A &amp; B</title>'
        '<linearGradient id="g"/><path d="M0 0"/></svg> sesudah<figcaption>C</figcaption></figure>'
    ),
    "drawing in a drawing": (
        '<svg xmlns="http://www.w3.org/2000/svg"><svg viewBox="0 0 1 1"><clipPath id="c"><rect/>'
        "</clipPath></svg><text>a</text></svg><p>b</p>"
    ),
    "drawing in words": '<p><img alt="<svg a</svg>"> &lt;svg&gt; <b title="a > b"></b></p>',
    "signs": "<p>“kutip” — ꦗꦮ العربية 😀 ½</p>",
    "quoted": "<p title=\"&quot;a&quot; &amp; 'b'\">x</p>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_both_parsers_see_the_same(body):
    html = f'<!doctype html><html lang="id"><head><title>T</title></head><body>{body}</body></html>'

    assert told(tree_of(html)) == told(of_weasyprint(html))


def test_hundreds_of_elements_in_each_other_are_read():
    html = f"<html><body>{'<div>' * 400}x{'</div>' * 400}</body></html>"

    assert len(list(tree_of(html).iter("div"))) == 400
