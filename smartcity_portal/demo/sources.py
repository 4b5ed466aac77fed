"""Which works do the demo's texts cite, and where do they speak in footnotes and references?"""

from datetime import date

from accounts import past
from accounts.models import User
from masterplans.models import Section
from masterplans.services import sections, sources
from smartcity_portal.demo.city import City
from smartcity_portal.kit import clock

WORKS = (
    {
        "authors": "Kementerian Komunikasi dan Informatika",
        "year": "2021",
        "title": "Buku Panduan Penyusunan Masterplan Smart City",
    },
    {
        "authors": "Diskominfo Kota Batam",
        "year": "2022",
        "title": "Rekap permohonan layanan (contoh)",
        "accessed_on": date(2022, 8, 1),
    },
)
SHORT_FORMS = (
    ("Bimtek", "Bimbingan teknis"),
    ("SPBE", "Sistem Pemerintahan Berbasis Elektronik"),
)
TABLE = "t-batam01"
PARAGRAPHS = (
    "<p>Organisasi Perangkat Daerah (OPD) mencatat permohonan warga sendiri-sendiri"
    '<sup data-footnote="Rekap tiga OPD selama satu bulan; angkanya contoh."></sup>, padahal panduan'
    ' meminta satu pintu <cite data-source="kementerian-komunikasi-dan-informatika-2021"></cite>.'
    f' Perbandingannya ada dalam <a data-ref="table:{TABLE}"></a>.</p>'
    f'<p>Tabel: Permohonan layanan dalam sebulan (contoh)</p><table id="{TABLE}"><tbody>'
    "<tr><th><p>Layanan</p></th><th><p>Permohonan</p></th><th><p>Selesai tepat waktu</p></th></tr>"
    "<tr><td><p>Kependudukan</p></td><td><p>1.240</p></td><td><p>71%</p></td></tr>"
    "<tr><td><p>Perizinan</p></td><td><p>385</p></td><td><p>58%</p></td></tr></tbody></table>"
    '<p>Sumber: <cite data-source="diskominfo-kota-batam-2022"></cite></p>'
)


def load(city: City, by: User) -> None:
    """Give the plan its list of works, and one open section a text that uses it; twice changes nothing."""
    plan = city.enrolment.masterplan
    at = clock.now()
    with past.loading(at):
        if not plan.bibliography.exists():
            for work in WORKS:
                sources.add_source(plan, by=by, **work)
            for short, long in SHORT_FORMS:
                sources.add_abbreviation(plan, by=by, short=short, long=long)
        section = Section.objects.get(
            chapter__book__plan=plan, chapter__book__number=2, chapter__number=3, order=1
        )
        if TABLE not in section.html and not sections.why_not_writable(section.chapter):
            sections.save(
                section, section.html + PARAGRAPHS, by=by, base_version=section.version, at=at
            )
