"""Which books are measured when no city's book is long enough? Invented ones, the same every time.

A volume has chapters of about 25 pages: running text with emphasis, tables of eight to eighteen
rows, pictures, lists, and now and then a table of twelve columns that lies across the page.
"""

import io
import random
from collections.abc import Iterator

from PIL import Image, ImageDraw

from masterplans.pdf.content import BookContent, ChapterContent, Draft, Foreword, SectionContent
from smartcity_portal.kit.pdf import Asset

PAGES_PER_CHAPTER = 25
WORDS = """dan yang di dengan untuk pada dalam adalah dari ini kota pemerintah daerah perencanaan
pembangunan wilayah infrastruktur masyarakat pelayanan publik transportasi berkelanjutan peningkatan
pengelolaan lingkungan sumber daya air bersih sanitasi kawasan permukiman perdagangan jasa pendidikan
kesehatan ekonomi kreatif pertumbuhan penduduk rencana tata ruang strategi kebijakan program kegiatan
indikator kinerja sasaran tujuan misi visi anggaran pendapatan belanja investasi kerja sama kelembagaan
partisipasi teknologi informasi komunikasi jaringan data terpadu aplikasi layanan cerdas pemanfaatan
pengendalian evaluasi pemantauan pelaporan tahunan jangka menengah panjang pendek prioritas utama
penanggulangan bencana banjir mitigasi adaptasi perubahan iklim energi terbarukan efisiensi konservasi
kecamatan kelurahan provinsi nasional peraturan keputusan dinas badan sebagaimana tersebut secara melalui
antara serta atau tidak dapat akan telah oleh karena itu sehingga agar supaya keterpaduan aksesibilitas
konektivitas mobilitas angkutan umum jalan drainase ketahanan pangan pemberdayaan kesejahteraan sosial
kemiskinan ketenagakerjaan kompetensi""".split()
TITLES = (
    "Gambaran Umum Wilayah", "Kebijakan dan Strategi", "Analisis Kesenjangan", "Arah Pengembangan",
    "Rencana Aksi Daerah", "Tata Kelola", "Infrastruktur Digital", "Lingkungan Hidup",
    "Ekonomi dan Investasi", "Mobilitas Perkotaan", "Masyarakat dan Budaya", "Pembiayaan Program",
    "Peta Jalan", "Pemantauan dan Evaluasi", "Manajemen Risiko", "Kerja Sama Daerah",
    "Kapasitas Aparatur", "Data dan Statistik", "Pelayanan Publik", "Penutup",
)  # fmt: skip
AGENCIES = ("Diskominfo", "Bappeda", "Dinas Perhubungan", "Dinas Pekerjaan Umum", "Dinas Kesehatan")
HEADS = ("No", "Program", "Perangkat daerah", "Nilai", "Pagu (juta rupiah)", "Tahun", "Sumber")
PICTURES = 6


def volume(pages: int, *, draft: bool = True) -> BookContent:
    """Return a book of about so many pages."""
    count = max(1, round(pages / PAGES_PER_CHAPTER))
    pictures = {f"/gambar/{number}": _picture(number) for number in range(PICTURES)}
    chapters = tuple(
        ChapterContent(
            number,
            TITLES[(number - 1) % len(TITLES)],
            tuple(_sections(number, pages / count)),
            "Uraian singkat bab (contoh).",
            pictures,
        )
        for number in range(1, count + 1)
    )
    return BookContent(
        code="Buku 2",
        kind="Masterplan Smart City",
        title="Masterplan Smart City Kota Contoh",
        place="Kota Contoh",
        period="2020–2029",
        publisher="Pemerintah Kota Contoh",
        chapters=chapters,
        programme="Contoh untuk pengukuran",
        notice="Seluruh isi buku ini adalah contoh.",
        forewords=(Foreword("Tentang buku ini", "<p>Seluruh isi buku ini adalah contoh.</p>"),),
        draft=Draft("11 Oktober 2019", ("Contoh.",)) if draft else None,
        edition="" if draft else "Edisi 1, Oktober 2019",
        number="" if draft else "1",
    )


def _sections(chapter: int, pages: float) -> Iterator[SectionContent]:
    chance = random.Random(1000 + chapter)
    number = 0
    while pages > 0.4:
        number += 1
        parts: list[str] = []
        for _ in range(chance.randint(2, 3)):
            parts.append(f"<h3>{_words(chance, 4).title()}</h3>")
            parts += [_paragraph(chance) for _ in range(chance.randint(2, 4))]
            lot = chance.random()
            if lot < 0.62:
                parts.append(_table(chance, chance.randint(8, 18), chance.choice((5, 6, 7))))
                pages -= 0.95
            else:
                source = f"/gambar/{chance.randrange(PICTURES)}"
                caption = _words(chance, 6).capitalize()
                parts.append(
                    f'<figure><img src="{source}" alt="{caption}">'
                    f"<figcaption>{caption}</figcaption></figure>"
                )
                pages -= 0.8
            items = "".join(
                f"<li>{_words(chance, chance.randint(6, 14)).capitalize()};</li>"
                for _ in range(chance.randint(3, 5))
            )
            parts.append(f"<ul>{items}</ul>")
            pages -= 0.9
        if number % 4 == 0 and pages > 3:
            parts.append(_table(chance, chance.randint(36, 60), 12))
            pages -= 4.6
        yield SectionContent(_words(chance, 4).title(), "".join(parts))


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count))


def _paragraph(chance: random.Random) -> str:
    sentences = [
        _words(chance, chance.randint(8, 22)).capitalize() for _ in range(chance.randint(4, 7))
    ]
    if chance.random() < 0.3:
        sentences[0] += f" <strong>{_words(chance, 3)}</strong> dan <em>{_words(chance, 2)}</em>"
    return f"<p>{'. '.join(sentences)}.</p>"


def _table(chance: random.Random, rows: int, columns: int) -> str:
    heads = [
        HEADS[place] if place < len(HEADS) else f"Triwulan {place - 6}" for place in range(columns)
    ]
    lines = ["".join(f"<th>{head}</th>" for head in heads)]
    for row in range(1, rows + 1):
        cells = [
            str(row),
            _words(chance, chance.randint(4, 9)).capitalize(),
            chance.choice(AGENCIES),
            f"{chance.randint(10, 999)},{chance.randint(0, 9)}",
            f"{chance.randint(1, 99)}.{chance.randint(100, 999)}",
            str(chance.randint(2020, 2029)),
            chance.choice(("APBD", "APBN", "CSR", "KPBU")),
            *(str(chance.randint(1, 99)) for _ in range(columns - 7)),
        ]
        lines.append("".join(f"<td>{cell}</td>" for cell in cells[:columns]))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<p>Tabel: {_words(chance, 6).capitalize()}</p><table>{body}</table>"


def _picture(number: int) -> Asset:
    image = Image.new("RGB", (1000, 420), (18, 65, 79))
    pen = ImageDraw.Draw(image)
    for place in range(12):
        height = 40 + (place * 97 + number * 53) % 320
        pen.rectangle((40 + place * 78, 400 - height, 100 + place * 78, 400), fill=(229, 162, 58))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return Asset(stream.getvalue(), "image/png")
