"""Does a list come back from a file exactly as it left, and is a bad file refused with a sentence?"""

import io
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.sheets import (
    Choice,
    Clock,
    Column,
    Day,
    Flag,
    Lookup,
    Moment,
    Number,
    Rupiah,
    Sheet,
    Text,
    Unreadable,
)
from smartcity_portal.kit.sheets import grid as limits
from smartcity_portal.kit.sheets.grid import Fault, pack, unpack
from smartcity_portal.kit.sheets.guard import STARTS, guarded, unguarded
from smartcity_portal.kit.sheets.heads import match
from smartcity_portal.kit.sheets.lines import understand
from smartcity_portal.kit.sheets.reading import read, read_pasted
from smartcity_portal.kit.sheets.writing import Table, template, write

COLUMNS = [
    Column("name", "Nama", Text(), required=True),
    Column("count", "Jumlah", Number()),
    Column("share", "Bagian", Number(whole=False)),
    Column("amount", "Anggaran", Rupiah()),
    Column("day", "Tanggal", Day()),
    Column("at", "Jam", Clock()),
    Column("moment", "Saat", Moment()),
    Column("here", "Hadir", Flag()),
    Column("kind", "Jenis", Choice([("a", "Alfa"), ("b", "Beta")])),
]
letters = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n=+-@'\";,_x0041"),
    max_size=40,
).map(str.strip)
risky = st.builds(
    lambda start, rest: start + rest, st.sampled_from(list("=+-@'") + ["'="]), letters
)
rows = st.fixed_dictionaries(
    {
        "name": st.one_of(letters, risky).map(str.strip).filter(bool),
        "count": st.none() | st.integers(-(10**12), 10**12),
        "share": st.none() | st.decimals(-9999, 9999, places=3).map(lambda d: d.normalize()),
        "amount": st.none() | st.integers(0, 10**14).map(Decimal),
        "day": st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)),
        "at": st.none() | st.times().map(lambda t: t.replace(second=0, microsecond=0)),
        "moment": st.none()
        | st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
            lambda m: timezone.make_aware(m.replace(second=0, microsecond=0))
        ),
        "here": st.booleans(),
        "kind": st.sampled_from(["", "a", "b"]),
    }
)


def grids_of(content):
    return read(io.BytesIO(content))


def values(grids, columns=COLUMNS, scope=None):
    grid, heads = match(grids, columns)
    lines = [line for line in unpack(pack(grid)).filled() if line.number > heads.row]
    found = [understand(line, heads, columns, scope) for line in lines]
    assert not [finding.errors for _row, finding in found if finding.errors]
    return [dict(row) for row, _finding in found]


def errors(text, columns=COLUMNS):
    grid, heads = match([read_pasted(text)], columns)
    lines = [line for line in grid.filled() if line.number > heads.row]
    return [error for line in lines for error in understand(line, heads, columns, None)[1].errors]


def refused(content):
    with pytest.raises(Blocked) as blocked:
        match(grids_of(content), COLUMNS)
    return " ".join(blocked.value.reasons)


def book(*lines, title="Data", prepare=lambda sheet: None):
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = title
    for line in lines:
        sheet.append(line)
    prepare(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.lists(rows, min_size=1, max_size=5), st.sampled_from(["csv", "xlsx"]))
def test_every_value_comes_back_as_it_left(rows, ending):
    assert values(grids_of(write(Table("Uji", COLUMNS, rows), ending))) == rows


@given(st.one_of(letters, risky))
def test_a_guarded_text_never_begins_like_a_formula_and_loses_nothing(text):
    assert not guarded(text).startswith(tuple(STARTS.replace("\\", "")))
    assert unguarded(guarded(text)) == text


def test_no_cell_of_a_workbook_is_a_formula():
    content = write(Table("Uji", COLUMNS, [{"name": '=HYPERLINK("http://x")'}]), "xlsx")
    cell = load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_the_same_list_gives_the_same_bytes():
    table = Table("Uji", COLUMNS, [{"name": "Siti", "day": date(2022, 9, 5)}])
    assert write(table, "xlsx") == write(table, "xlsx")


def test_types_heads_and_widths_are_kept_in_a_workbook():
    content = write(
        Table("Uji", COLUMNS, [{"name": "Siti", "amount": Decimal(5), "count": -3}]), "xlsx"
    )
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert (sheet["B2"].value, sheet["D2"].value, sheet["D2"].number_format) == (-3, 5, "#,##0")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_file_is_read_in_every_usual_way(encoding, delimiter):
    text = 'Jumlah;Nama\r\n3;"Café, ""Baru""\nlantai dua; kiri"\r\n'
    quoted = text.replace(";", delimiter, 1).replace("3;", f"3{delimiter}")
    assert values(grids_of(quoted.encode(encoding))) == [
        {"count": 3, "name": 'Café, "Baru"\nlantai dua; kiri'}
    ]


def test_a_file_may_name_its_delimiter():
    assert values(grids_of(b"sep=|\nNama|Jumlah\nSiti|4\n")) == [{"name": "Siti", "count": 4}]


def test_lines_of_a_title_above_the_heads_are_passed_over():
    content = book(["Daftar peserta"], [], ["Nama", "Jumlah"], ["Siti", 4])
    assert values(grids_of(content)) == [{"name": "Siti", "count": 4}]


def test_heads_are_known_in_both_languages_and_in_any_order():
    columns = [Column("name", _("Name"), Text(), required=True), Column("yes", _("Yes"), Flag())]
    for text in ("Yes\tName\nya\tSiti", "ya \tNAMA *\nYES\tSiti"):
        with translation.override("en"):
            assert values([read_pasted(text)], columns) == [{"name": "Siti", "yes": True}]


def test_a_missing_column_is_named_with_what_stands_in_its_place():
    with translation.override("en"), pytest.raises(Blocked) as blocked:
        match([read_pasted("Namaa\tJumlah\nSiti\t3")], COLUMNS)
    assert "“Nama” is missing" in str(blocked.value)
    assert "“Namaa”" in str(blocked.value)


def test_an_unknown_column_is_named_and_left_aside():
    with translation.override("en"):
        _grid, heads = match([read_pasted("Nama\tJumlh\tHobi\nSiti\t3\tcatur")], COLUMNS)
    assert "Did you mean “Jumlah”?" in heads.notes[0]
    assert "“Hobi” is not known" in heads.notes[1]


def test_pasted_rows_without_heads_are_read_in_the_order_of_the_columns():
    _grid, heads = match([read_pasted("Siti\t3\nBudi\t4")], COLUMNS[:2], bare=True)
    assert heads.places == {"name": 0, "count": 1}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.250.000", 1250000),
        ("1,250,000", 1250000),
        ("Rp1.250.000.000", 1250000000),
        ("1250000", 1250000),
        (1250000.0, 1250000),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, value):
    assert Rupiah().read(typed, None) == value


@pytest.mark.parametrize("typed", ["1.250", "satu", "12a", "1,2,3", "", True])
def test_what_is_no_clear_number_is_refused(typed):
    with pytest.raises(Unreadable):
        Number(whole=False).read(typed, None)


@pytest.mark.parametrize(
    "typed",
    [
        "5/9/2022",
        "05-09-2022",
        "2022-09-05",
        "5 September 2022",
        "5 Sep 2022",
        datetime(2022, 9, 5),
    ],
)
def test_dates_are_read_as_people_type_them(typed):
    assert Day().read(typed, None) == date(2022, 9, 5)


@pytest.mark.parametrize("typed", ["31/2/2022", "9/31/2022", "kemarin", 44809])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(Unreadable):
        Day().read(typed, None)


def test_times_are_read_as_people_type_them():
    assert {Clock().read(typed, None) for typed in ("09.00", "9:00", "09.00 WITA", time(9))} == {
        time(9)
    }


def test_moments_are_written_in_the_zone_of_the_portal():
    assert Moment().show(datetime(2022, 9, 5, 2, tzinfo=UTC)) == "2022-09-05 09:00"


def test_a_number_that_excel_has_shortened_is_noticed():
    kind = Text(digits=18)
    for typed in ("1,96501E+17", 196501011990031001.0, "12345"):
        with pytest.raises(Unreadable):
            kind.read(typed, None)
    assert kind.read("19650101 199003 1001", None) == "196501011990031001"


def test_a_word_that_names_two_rows_is_refused():
    kind = Lookup(lambda scope: ["Dinas A", "Dinas B"], words=lambda row: [row, "Dinas"])
    with translation.override("en"), pytest.raises(Unreadable, match="name of several"):
        kind.read("dinas", None)
    with translation.override("en"), pytest.raises(Unreadable, match="Did you mean “Dinas A”"):
        kind.prepared(None).read("Dinas AA", None)


def test_merged_cells_are_named_by_their_address():
    content = book(
        ["Nama", "Jumlah"], ["Siti", 1], ["", 2], prepare=lambda s: s.merge_cells("A2:A3")
    )
    with translation.override("en"):
        grid, heads = match(grids_of(content), COLUMNS)
        found = [understand(line, heads, COLUMNS, None)[1] for line in grid.filled()[1:]]
    assert len(found) == 2
    assert all("A2–A3 are merged" in finding.errors[0][1] for finding in found)


def test_a_formula_gives_its_result_or_a_sentence():
    content = book(["Nama", "Jumlah"], ["Siti", "=1+1"])
    grid, _heads = match(grids_of(content), COLUMNS)
    assert isinstance(grid.filled()[1].cells[1], Fault)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            data = old.read(part).replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
            new.writestr(part, data.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    assert values(grids_of(out.getvalue())) == [{"name": "Siti", "count": 2}]


def test_hidden_sheets_are_not_read_and_named():
    workbook = Workbook()
    workbook.active.append(["Nama"])
    workbook.active.append(["Siti"])
    hidden = workbook.create_sheet("Rahasia")
    hidden.append(["Nama"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    workbook.save(out)
    grids = grids_of(out.getvalue())
    assert len(grids) == 1
    assert "Rahasia" in grids[0].notes[0]


def test_the_template_explains_itself_and_is_empty():
    sheet = Sheet(
        name="uji.orang", title="Orang", scope=None, columns=COLUMNS, rows=lambda s, u: [],
        may_export="uji.lihat",
    )  # fmt: skip
    content = template(sheet, None)
    workbook = load_workbook(io.BytesIO(content))
    assert [s.sheet_state for s in workbook.worksheets] == ["visible", "visible", "hidden"]
    grid, _heads = match(grids_of(content), COLUMNS)
    assert len(grid.filled()) == 1


def archive(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = {
    "an old workbook": (OLE + b"\0" * 600, "(.xls)"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an open document": (
        archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "(.ods)",
    ),
    "a renamed archive": (archive(halo="x"), "not a spreadsheet"),
    "a damaged archive": (b"PK\x03\x04rusak", "damaged"),
    "a PDF": (b"%PDF-1.7 x", "PDF"),
    "a web page": (b"<html><table></table></html>", "web page"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", "not a spreadsheet"),
    "nothing": (b"", "empty"),
    "an open quotation": (b'Nama;Jumlah\n"Siti;' + b"x" * 140_000, "quotation"),
    "other columns": (b"a;b\n1;2\n", "No column was recognised"),
}


@pytest.mark.parametrize("content, said", BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_a_sentence(content, said):
    with translation.override("en"):
        assert said in refused(content)


def test_a_file_of_100_megabytes_is_refused_before_it_is_read():
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, count=-1):
            assert 0 < count <= limits.MOST_BYTES + 1
            return b"x" * count

    with translation.override("en"), pytest.raises(Blocked, match="larger than"):
        read(Endless())


def test_a_file_that_unpacks_without_end_is_refused():
    bomb = archive(**{"[Content_Types].xml": "x", "xl__workbook.xml": b"0" * (90 * 1024 * 1024)})
    assert len(bomb) < 200_000
    with translation.override("en"):
        assert "larger than" in refused(bomb)


def test_a_file_with_entities_of_its_own_is_refused():
    content = archive(
        **{"[Content_Types].xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "xl__workbook.xml": "<x/>"}
    )
    with translation.override("en"):
        assert "not a file that Excel has written" in refused(content)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MOST_LINES", 3)
    for content in (b"Nama\n1\n2\n3\n4\n", book(["Nama"], ["1"], ["2"], ["3"], ["4"])):
        with translation.override("en"):
            assert "more than 3 rows" in refused(content)


def test_an_error_names_column_value_and_what_to_do():
    with translation.override("en"):
        found = errors("Nama\tJumlah\tJenis\n\tdua\tAlfaa")
    assert ("Nama", "This may not be empty.", "") in found
    assert ("Jumlah", "Write a number, in digits.", "dua") in found
    assert ("Jenis", "“Alfaa” is not known. Did you mean “Alfa”?", "Alfaa") in found
