"""What do the checks say of a text, and, as important, of what do they stay silent?"""

import pytest

pytestmark = pytest.mark.django_db

TABLE = (
    "<p>Tabel: Anggaran</p><table><tr><th>Tahun</th><th>Jumlah (Rp)</th></tr>{rows}</table>"
    "<p>Sumber: Bapelitbang, 2019.</p>"
)
HEADS = "".join(f"<th>{name}</th>" for name in ("Kegiatan", "2020", "2021", "Jumlah"))


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


@pytest.mark.parametrize(
    "text",
    [
        "Masterplan ini memuat arah pembangunan Kota Malang.",
        "Pemerintah Kabupaten Batang menyiapkan layanan perizinan.",
        "Wali Kota Malang menetapkan Dewan Smart City.",
        "Layanan bagi warga Malang ditata ulang.",
        "Layanan di Provinsi Jawa Timur ditata ulang.",
        "RPJMD Batang menetapkan tiga misi.",
    ],
)
def test_another_regions_name_is_found(found, text):
    assert [rule for rule, _said in found(f"<p>{text}</p>")] == ["other_region"]


@pytest.mark.parametrize(
    "text",
    [
        "Kota Bontang berbatasan dengan Kabupaten Kutai Timur di sebelah utara.",
        "Layanan serupa telah berjalan di kota lain seperti Kota Malang.",
        "Kerja sama dengan Pemerintah Kota Malang dimulai pada 2018.",
        "Undang-Undang Nomor 47 Tahun 1999 tentang Pembentukan Kabupaten Kutai Timur dan Kota Bontang.",
        "Provinsi Kalimantan Timur menjadi mitra.",
        "Kota Lama menjadi kawasan tertata, dan Kota Pintar menjadi cita-cita.",
        "Titian kayu diganti batu, dan batang pohon tumbang dibersihkan; malang tidak dapat ditolak.",
        "Pasien menginap di Hotel Kota Batu.",
        "Jalan Batu Merah diperbaiki; warga Batu Ampar ikut serta.",
        "Nilai Kota Malang, Kota Batu, dan Kabupaten Batang dimuat dalam lampiran.",
    ],
)
def test_borders_comparisons_laws_and_words_are_no_other_region(found, text):
    assert found(f"<p>{text}</p>", "other_region") == []


def test_sources_and_quotations_name_whom_they_like(found):
    text = (
        "<blockquote><p>Pemerintah Kota Malang menata layanan.</p></blockquote>"
        "<p>Tabel: Contoh</p><table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>y</td></tr></table>"
        "<p>Sumber: Pemerintah Kota Malang, 2018.</p>"
    )

    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Seluruh layanan terhubung pada 2035.", "2035"),
        ("Pada 2017 akan dibangun pusat kendali.", "2017"),
        ("Masterplan Smart City berlaku selama 2018–2027.", "2018–2027"),
    ],
)
def test_a_year_outside_the_period_is_found(found, text, said):
    assert [(rule, said in words) for rule, words in found(f"<p>{text}</p>")] == [
        ("year_outside", True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Rencana ini sejalan dengan RPJPN 2025–2045 dan Visi Indonesia Emas 2045.",
        "Indeks pada 2017 telah mencapai 79,86.",
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah.",
        "Masterplan Smart City berlaku selama 2020–2029.",
        "Jumlah pelanggan 2.035 orang dan 2035 unit akan bertambah; nomor 2040/2019.",
        "Pada 2019 akan ditetapkan peraturan wali kota.",
    ],
)
def test_years_of_laws_other_plans_and_the_past_stay_unsaid(found, text):
    said = [words for _rule, words in found(f"<p>{text}</p>", "year_outside")]

    assert said == [] or "2035 unit" in text


def test_names_of_dimensions_are_those_of_the_guidance(found):
    said = found("<p>Pilar Smart People, Smart Goverment, dan Smart Enviroment diutamakan.</p>")

    assert [rule for rule, _said in said] == ["dimension_unknown"] * 3
    assert "Smart Governance" in said[1][1]
    assert "Smart Environment" in said[2][1]
    for fine in (
        "Smart Living menata ruang Smart City.",
        "Menurut Cohen, Smart People adalah satu dari enam unsur.",
        "Aplikasi Smart Tourism dan “Smart Mobility” dihubungkan.",
        "Smart TV dan smart card dipakai di kelas.",
    ):
        assert found(f"<p>{fine}</p>") == [], fine


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor.", "Uraian isi di sini.", "Anggaran Rp xxx per tahun.",
        "Jumlah penduduk xx.xxx jiwa.", "Pemerintah [nama kota] menetapkan.", "Nomor ........ Tahun 2019",
        "Data (diisi oleh OPD) menyusul.", "Kepala dinas ________ bertugas.", "Nilai TBD.",
    ],
)  # fmt: skip
def test_placeholders_are_found(found, text):
    assert {rule for rule, _said in found(f"<p>{text}</p>")} == {"placeholder"}


@pytest.mark.parametrize(
    "text",
    [
        "PON XXX digelar.", "Bab XXX memuat…", "Jabatan yang belum diisi dicatat.", "Pasal 12 [lihat lampiran].",
        "Warga bertanya: mengapa? Lalu…", "Menulis di sini berarti berbagi.",
    ],
)  # fmt: skip
def test_numerals_and_brackets_are_no_placeholders(found, text):
    assert found(f"<p>{text}</p>", "placeholder") == []


def test_agencies_are_those_of_the_region(found):
    assert [rule for rule, _ in found("<p>Dinas Perkebunan mengelola program ini.</p>")] == [
        "agency_unknown"
    ]
    assert "Bapelitbang" in found("<p>Bappeda mengelola program ini.</p>")[0][1]
    for fine in (
        "Dinas Pendidikan mengelola sekolah.",
        "Dinas Pendidikan dan Kebudayaan Kota Bontang mengelola sekolah.",
        "Badan Pusat Statistik mencatat.",
        "Dinas Kehutanan Provinsi Kalimantan Timur menjadi mitra.",
        "Dinas Pendidikan, Bapelitbang, dan kelurahan bekerja bersama.",
        "Dinas yang bertanggung jawab melapor.",
    ):
        assert found(f"<p>{fine}</p>") == [], fine


def test_tables_and_pictures_have_title_source_and_description(found):
    bare = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"

    assert [rule for rule, _ in found(bare)] == ["caption_missing", "source_missing"]
    assert found("<p>Tabel: Isi</p>" + bare + "<p>Sumber: DLH, 2019.</p>") == []
    assert [r for r, _ in found("<p>Tabel:</p>" + bare + "<p>Sumber: DLH.</p>")] == [
        "caption_missing"
    ]
    assert found("<table><tr><td>Hanya satu baris</td><td>tata letak</td></tr></table>") == []
    picture = '<figure><img src="/x" alt="{alt}"><figcaption>{caption}</figcaption></figure>'
    assert [r for r, _ in found(picture.format(alt="", caption=""))] == [
        "caption_missing",
        "alt_missing",
    ]
    assert [r for r, _ in found(picture.format(alt="image1.png", caption="Peta"))] == [
        "alt_missing"
    ]
    assert found(picture.format(alt="Peta kota dengan tiga kawasan", caption="Peta")) == []


def test_a_table_that_no_page_can_hold_is_found(found):
    wide = "<table>" + row(*["pertanggungjawaban"] * 12) * 2 + "</table>"
    narrow = "<table>" + row(*["satu"] * 8) * 2 + "</table>"

    assert len(found(wide, "table_too_wide")) == 1
    assert found(narrow, "table_too_wide") == []


def test_a_sign_that_no_font_draws_is_named_once(found):
    assert [r for r, _ in found("<p>Selamat 😀 datang 😀.</p>")] == ["sign_unprintable"]
    assert found("<p>Aksara ꦲꦏ꧀ꦱꦫ, الله, ≤ dan → dapat dicetak ❤️.</p>") == []


def test_headings_have_something_below_them(found):
    assert [r for r, _ in found("<h3>Keadaan</h3><h3>Strategi</h3><p>Isi.</p>")] == [
        "heading_empty"
    ]
    assert found("<h3>Keadaan</h3><h4>Warga</h4><p>Isi.</p>") == []
    assert [r for r, _ in found("<p>Isi.</p><h3>Tabel program</h3>")] == ["heading_empty"]
    assert found("<p>Isi.</p><h3>Tabel program</h3>", blocks=True) == []


def test_the_last_line_of_a_table_is_the_sum_of_its_rows(found):
    right = row("2020", "1.250.000") + row("2021", "2.750.000") + row("Jumlah", "4.000.000")
    wrong = row("2020", "1.250.000") + row("2021", "2.750.000") + row("Jumlah", "4.500.000")

    assert found(TABLE.format(rows=right)) == []
    ((rule, said),) = found(TABLE.format(rows=wrong))
    assert rule == "totals_differ"
    assert "4.500.000" in said and "4.000.000" in said


@pytest.mark.parametrize(
    "rows",
    [
        row("A", "3,3") + row("B", "3,3") + row("C", "3,3") + row("Total", "10,0"),
        row("A", "40%") + row("B", "60%") + row("Total", "100%"),
        row("A", "10") + row("B", "20") + row("Jumlah", "15"),
        row("A", "banyak") + row("B", "20") + row("Jumlah", "30"),
        row("A", "1") + row("B", "2") + row("Subtotal", "3") + row("C", "4") + row("D", "5")
        + row("Subtotal", "9") + row("Total", "12"),
        row("A", "1") + row("B", "2") + row("Jumlah", "3") + row("C", "4") + row("D", "5") + row("Jumlah", "9"),
        row("Jumlah penduduk", "100") + row("Luas", "7") + row("Jumlah rumah", "90"),
    ],
)  # fmt: skip
def test_rounding_percentages_averages_and_subtotals_are_right(found, rows):
    said = found(TABLE.format(rows=rows), "totals_differ")

    assert said == [] or "Jumlah rumah" in rows


def test_a_last_column_is_the_sum_of_its_years(found):
    table = "<table><tr>" + HEADS + "</tr>{}</table>"

    assert found(table.format(row("A", "10", "20", "30") * 2), "totals_differ") == []
    assert len(found(table.format(row("A", "10", "20", "31")), "totals_differ")) == 1


def test_references_lead_somewhere(found):
    assert [r for r, _ in found('<p>Lihat <a data-ref="table:t-abc">Tabel 1</a>.</p>')] == [
        "reference_broken"
    ]
    assert [r for r, _ in found('<p>Begitu <cite data-source="bps2019"></cite>.</p>')] == [
        "reference_broken"
    ]
    assert [r for r, _ in found("<p>Lihat Error! Reference source not found. di atas.</p>")] == [
        "reference_broken"
    ]
    assert [r for r, _ in found("<p>Seperti diuraikan pada Bab IX.</p>")] == ["reference_broken"]
    assert found('<p>Uraian pada Bab 3<sup data-footnote="Catatan."></sup>.</p>') == []
    assert found("<p>RPJMD dalam Bab IX memuat misi.</p>") == []
