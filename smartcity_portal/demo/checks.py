"""What do the checks find in the demo's plans? Bontang's books are clean, Batam has something left to do."""

from datetime import timedelta
from typing import Any

from accounts.models import User
from masterplans.checks import runner
from masterplans.models import CheckResult, CheckRun, Masterplan, Section
from masterplans.services import checks, sections
from masterplans.states import ChapterState
from smartcity_portal.kit import clock

REMNANT = (
    "<p>Kemajuan program ini dipantau Bappeda setiap triwulan. Layanan terhubung seluruhnya pada 2035 "
    "(contoh).</p>"
)
TABLE = (
    "<p>Tabel: Kelompok sasaran layanan (contoh)</p><table><tbody><tr><th>Kelompok</th><th>Kebutuhan</th></tr>"
    "<tr><td>Warga pulau</td><td>Layanan tanpa menyeberang</td></tr>"
    "<tr><td>Pekerja kawasan</td><td>Layanan di luar jam kerja</td></tr></tbody></table>"
    "<p>Tabel di atas menjadi dasar penetapan urutan layanan (contoh).</p>"
)
REASON = "Disusun sendiri oleh kelompok kerja; tidak ada sumber lain (contoh)."


def load(users: dict[str, User]) -> None:
    """Leave remnants in a chapter of Batam that is being improved, and check every plan."""
    batam = Masterplan.objects.get(enrolment__slug="kota-batam-2022")
    if CheckResult.objects.filter(plan=batam).exists():
        return
    team = users["koordinator"]
    section = _in_work(batam)
    if section is not None:
        at = clock.now() - timedelta(hours=5)
        text = section.html + REMNANT + TABLE
        sections.save(section, text, by=team, base_version=section.version, at=at)
    for plan in Masterplan.objects.order_by("enrolment__cohort__year", "pk"):
        runner.check_plan(plan)
        CheckRun.objects.filter(plan=plan).update(wanted_at=None, sent_at=None)
    found: Any = CheckResult.objects.filter(plan=batam, rule="source_missing")[:1]
    if found:
        checks.dismiss(found, by=team, reason=REASON, at=clock.now() - timedelta(hours=4))


def _in_work(plan: Masterplan) -> Section | None:
    rows = Section.objects.filter(
        chapter__book__plan=plan, chapter__state=ChapterState.NEEDS_WORK
    ).exclude(html="")
    return rows.order_by("chapter__book__number", "chapter__number", "order").first()
