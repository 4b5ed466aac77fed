"""What becomes of a paste from Word, Google Docs and Excel?"""

import pytest

from masterplans import html as permitted
from masterplans.services import sections
from masterplans.word import pasting

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style:x}</style></head><body>
<!--StartFragment--><h1 style='mso-list:none'>Keadaan<o:p></o:p></h1>
<p class=MsoNormal style='mso-fareast-font-family:Calibri'>Isi <b style='mso-bidi-font-weight:normal'>tebal</b><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>satu<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span> </span></span><![endif]>dalam</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span> </span></span><![endif]>dua</p>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]-->
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Data<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>[1] BPS, 2019.</p></div></div>
<!--EndFragment--></body></html>"""
GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt">Judul</span></h2>'
    '<p dir="ltr"><span style="font-weight:700">Tebal</span><span style="font-style:italic"> miring</span></p>'
    '<ul><li dir="ltr"><p><span>satu</span></p></li></ul></b>'
)
EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table border=0 style="width:96pt"><!--StartFragment--><col width=64>'
    "<tr height=20><td class=xl65 style='font-weight:700'><b>Tahun</b></td><td class=xl65><b>Jumlah</b></td></tr>"
    "<tr><td>2019</td><td style='mso-number-format:0'>178.917</td></tr><!--EndFragment--></table></body></html>"
)


def arrived(html: str) -> str:
    return permitted.clean(pasting.tidied(html), slug="kota-bontang-2019")


def test_words_lists_headings_and_footnotes_become_real_ones():
    html = arrived(WORD)

    assert "<h3>Keadaan</h3>" in html
    assert "<ul><li>satu<ol><li>dalam</li></ol></li><li>dua</li></ul>" in html.replace("\n", "")
    assert '<sup data-footnote="BPS, 2019."></sup>' in html
    assert "mso" not in html
    assert "·" not in html


def test_google_docs_styles_become_bold_and_italic():
    html = arrived(GOOGLE)

    assert html.startswith("<h3>Judul</h3>")
    assert "<p><strong>Tebal</strong><em> miring</em></p>" in html


def test_cells_of_excel_become_a_table_with_its_head():
    html = arrived(EXCEL)

    assert "<th>Tahun</th><th>Jumlah</th>" in html
    assert "<td>2019</td><td>178.917</td>" in html


def test_a_paste_that_a_browser_has_parsed_before_reads_the_same():
    parsed = WORD.replace("<![if !supportLists]>", "<!--[if !supportLists]-->")

    assert arrived(parsed.replace("<![endif]>", "<!--[endif]-->")) == arrived(WORD)


@pytest.mark.django_db
def test_office_markup_that_reaches_the_server_is_tidied_on_saving(chapter, town):
    saved = sections.save(chapter.sections.first(), WORD, by=town["writer"], base_version=0)

    assert "<li>satu" in saved.html


@pytest.mark.parametrize("html", ["", "<p>Isi biasa</p>", "<table><tr><td>x</td></tr></table>"])
def test_what_is_no_paste_from_an_office_is_left_alone(html):
    assert not pasting.is_office(html)
