"""Who was invited to Batam's bimtek IV? Letters, answers, speakers and materials; all of them examples.

The days and the hall are facts; the letterhead, the numbers and who answers what are not.
"""

import io
from datetime import date

from django.db import transaction

from accounts import past
from accounts.models import User
from programs.services import letterheads
from smartcity_portal.demo import papers
from smartcity_portal.demo.city import City
from workshops.models import Letter, LetterRecipient, Workshop
from workshops.services import answers, letters, materials, speakers

WRITTEN = date(2022, 8, 29)
HEAD = {
    "unit": "Dinas Komunikasi dan Informatika",
    "address": "Jalan Contoh Nomor 1, Batam, Kepulauan Riau\n"
    "Telepon (0778) 000000, pos-el kominfo@contoh.example",
    "pattern": "005/{ordinal:03d}/{unit}/{month}/{year}",
    "unit_code": "Diskominfo",
}
SPEAKERS = [
    {
        "name": "Dr. Ratna Kirana (contoh)",
        "position": "Peneliti",
        "institution": "Perguruan tinggi (contoh)",
        "topic": "Dari komitmen ke anggaran daerah",
        "email": "narasumber-1@demo.example",
        "in": "Penandatanganan komitmen",
    },
    {
        "name": "Bayu Nugraha (contoh)",
        "position": "Tenaga ahli",
        "institution": "Lembaga pendamping (contoh)",
        "topic": "Menyiapkan quick win yang terukur",
        "email": "narasumber-2@demo.example",
        "in": "Tinjauan dan finalisasi quick win",
    },
]
PAPERS = [
    ("Panduan tinjauan bab demi bab (contoh)", "Tinjauan Buku 1"),
    ("Lembar penilaian quick win (contoh)", "Tinjauan dan finalisasi quick win"),
    ("Tata tertib bimtek IV (contoh)", ""),
]
ANSWERS = ("hadir", "hadir", "diwakili", "hadir", "tidak", "hadir")


@transaction.atomic
def load(city: City, coordinator: User) -> None:
    """Invite to bimtek IV; a second run changes nothing."""
    workshop = Workshop.objects.with_names().get(enrolment=city.enrolment, number=4)
    if workshop.letters.exists():
        return
    at = city.at(WRITTEN)
    with past.loading(at):
        letterheads.change(city.region, by=coordinator, **HEAD)
        _speakers(workshop, coordinator)
        _materials(workshop, coordinator, city)
        for letter in _letters(workshop, coordinator):
            letter = letters.issue(letter, by=coordinator, at=at)
            _reached(letter, city)
    letters.draft(
        workshop, by=coordinator, groups=["ministry"], is_example=True, copies="Wali Kota Batam"
    )


def _letters(workshop: Workshop, by: User) -> list[Letter]:
    return letters.draft(
        workshop,
        by=by,
        groups=["agencies", "mentors", "speakers"],
        per_group=True,
        is_example=True,
        dated=WRITTEN,
        on_behalf="Wali Kota Batam",
        copies="Wali Kota Batam (sebagai laporan)",
    )


def _reached(letter: Letter, city: City) -> None:
    """The mails left a week ago; some have answered since."""
    rows = letter.recipients.exclude(email="")
    rows.update(state=LetterRecipient.Delivery.SENT, state_since=city.at(WRITTEN, 10))
    for row, answer in zip(rows[: len(ANSWERS)], ANSWERS, strict=False):
        substitute = "Sekretaris (contoh)" if answer == "diwakili" else ""
        answers.give(
            row, by=None, answer=answer, substitute=substitute, at=city.at(date(2022, 8, 31), 11)
        )


def _speakers(workshop: Workshop, by: User) -> None:
    for row in SPEAKERS:
        values = {name: value for name, value in row.items() if name != "in"}
        sessions = workshop.sessions.filter(title__startswith=row["in"])
        speakers.add(workshop, by=by, sessions=sessions, is_example=True, **values)


def _materials(workshop: Workshop, by: User, city: City) -> None:
    for title, session in PAPERS:
        materials.add(
            workshop,
            io.BytesIO(papers.example(title)),
            by=by,
            name=f"{title}.pdf",
            title=title,
            session=workshop.sessions.filter(title__startswith=session).first()
            if session
            else None,
            is_example=True,
            at=city.at(WRITTEN, 14),
        )
