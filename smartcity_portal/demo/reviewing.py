"""What do mentors of the demo keep at hand, and what did they suggest? Phrases, kinds of fault, one suggestion."""

from typing import Any

from lxml import html

from accounts.models import User
from masterplans.models import Chapter, Comment, Phrase
from masterplans.services import comments, phrases
from masterplans.states import ChapterState, Fault

SHARED = (
    (Fault.EVIDENCE, "Sebutkan sumber dan tahun datanya."),
    (Fault.ALIGNMENT, "Tautkan dengan sasaran RPJMD yang bersangkutan."),
    (Fault.INDICATOR, "Indikator belum terukur; tuliskan satuan dan angka awalnya."),
    (Fault.BUDGET, "Jumlah anggaran tidak sama dengan tabel program; periksa kembali."),
    (Fault.OWNER, "Cantumkan perangkat daerah penanggung jawabnya."),
    (Fault.SCHEDULE, "Tahun pelaksanaan berada di luar periode rencana."),
    (Fault.ANALYSIS, "Simpulan belum didukung uraian sebelumnya."),
    (Fault.LANGUAGE, "Gunakan istilah yang sama di seluruh buku."),
)
OWN = ((Fault.INNOVATION, "Jelaskan apa yang baru dibanding layanan yang sudah ada."),)
KINDS = (Fault.EVIDENCE, Fault.OWNER, Fault.ALIGNMENT, Fault.INDICATOR)


def load(users: dict[str, User]) -> None:
    """Fill the phrasebook, name the kinds of fault, and suggest words where Batam improves a chapter."""
    if Phrase.objects.exists():
        return
    mentor = users["pembimbing"]
    for kind, text in SHARED:
        phrases.add(text, category=kind, shared=True, is_example=True, by=users["kementerian"])
    for kind, text in OWN:
        phrases.add(text, category=kind, is_example=True, by=mentor)
    for number, comment in enumerate(Comment.objects.order_by("pk")):
        Comment.objects.filter(pk=comment.pk).update(category=KINDS[number % len(KINDS)])
    chapter = Chapter.objects.filter(
        book__plan__enrolment__slug="kota-batam-2022", state=ChapterState.NEEDS_WORK
    ).first()
    if chapter is not None:
        _suggest(chapter, mentor)


def _suggest(chapter: Chapter, mentor: Any) -> None:
    for section in chapter.sections.exclude(html=""):
        paragraph = next(iter(html.fromstring(section.html).iter("p")), None)
        words = (paragraph.text or "").split()[:6] if paragraph is not None else []
        if len(words) == 6:
            comments.add(
                chapter,
                section=section,
                quote=" ".join(words),
                text="Awali dengan pelakunya (contoh).",
                replacement=f"Pemerintah Kota Batam menetapkan: {' '.join(words)}",
                category=Fault.LANGUAGE,
                by=mentor,
            )
            return
