"""What did the bimtek of the demo leave behind? Minutes, tasks, photos, visits and evaluations."""

import io
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from accounts import past
from accounts.models import User
from programs.models import Tenure
from programs.people import coordinators_of
from smartcity_portal.demo.city import City
from smartcity_portal.kit import clock
from smartcity_portal.kit.pdf import FONTS
from workshops.entitlement import standings
from workshops.models import CertificatePlan, Minutes, Survey, Task, Workshop
from workshops.pdf import certificate_press
from workshops.services import certificates, decisions, minutes, photos, surveys, tasks, visits
from workshops.services.minutes import Written
from workshops.services.minutes_agreement import agree

FACTS = tomllib.loads(Path(__file__).with_name("minutes.toml").read_text(encoding="utf-8"))
CERTIFIED = 3
WALL, FLOOR, SCREEN, PERSON, INK = "#E4EEF0", "#C9BFA9", "#12414F", "#2F7484", "#1A2427"


def load(cities: dict[str, City], users: dict[str, User]) -> None:
    """Load what every meeting of minutes.toml left behind; a second run changes nothing."""
    mentors = {"bontang": users["pembimbing-bontang"], "batam": users["pembimbing"]}
    for row in FACTS["meetings"]:
        city = cities[row["city"]]
        workshop = city.enrolment.workshops.get(number=row["number"])
        if not Minutes.objects.filter(workshop=workshop).exists():
            _Meeting(city, workshop, row, mentors[row["city"]]).tell()


class _Meeting:
    """One meeting, told by the coordinator who writes and the mentor who agrees."""

    def __init__(self, city: City, workshop: Workshop, row: dict[str, Any], mentor: User) -> None:
        self.city, self.workshop, self.row, self.mentor = city, workshop, row, mentor
        self.team = coordinators_of(city.enrolment).order_by("pk")[0]
        self.at = min(city.at(workshop.ends_on, 18), clock.now())

    def tell(self) -> None:
        with past.loading(self.at):
            written = self._write()
            self._photos(self.workshop, self.row["photos"])
            self._visit()
        if "agreed_on" in self.row:
            self._agree(written)
            self._evaluate()
            self._certify()

    def _write(self) -> Minutes:
        row, by = self.row, self.team
        written = minutes.begin(self.workshop, by=by, at=self.at)
        Minutes.objects.filter(pk=written.pk).update(is_example=True)
        head = {name: row[name] for name in ("chair", "keeper", "opening")}
        parts = list(written.sections.all())
        texts = [Written(part.pk, text, 0) for part, text in zip(parts, row["texts"], strict=False)]
        minutes.write(written, by=by, head=head, texts=texts, at=self.at)
        for decided in row["decisions"]:
            decision = decisions.add(written, by=by, text=decided["text"], at=self.at)
            for task in decided["tasks"]:
                tasks.propose(
                    decision,
                    by=by,
                    holder=self._holder(task["holder"]),
                    due_on=task["due_on"],
                    text=task["text"],
                    at=self.at,
                )
        return written

    def _holder(self, name: str) -> str:
        if name in ("coordinator", "mentor", "ministry"):
            return f"{name}:{self.city.enrolment.pk}"
        if name == "office":
            return f"office:{self.city.region.offices.get(agency=None).pk}"
        agency = self.city.agency(name)
        assert agency is not None, name
        return f"agency:{agency.pk}"

    def _agree(self, written: Minutes) -> None:
        at = self.city.at(self.row["agreed_on"], 10)
        with past.loading(at):
            minutes.submit(written, by=self.team, at=at)
            agree(written, by=self.mentor, at=at)
            for decided in self.row["decisions"]:
                for row in decided["tasks"]:
                    self._carry_on(Task.objects.get(text=row["text"]), row)

    def _carry_on(self, task: Task, row: dict[str, Any]) -> None:
        """A finished task was reported on its day and confirmed by somebody else."""
        at = self.city.at(row["due_on"], 14)
        if row["state"] == "open":
            return
        by = self.mentor if task.holder == Task.Holder.MENTOR else self.team
        with past.loading(at):
            task = tasks.report(task, by=by, note=row["note"], at=at)
            if row["state"] == "confirmed":
                other = self.city.ministry if by == self.mentor else self.mentor
                tasks.confirm(task, by=other, at=at)

    def _photos(self, place: Any, captions: list[str]) -> None:
        files = [picture(caption) for caption in captions]
        for caption, file in zip(captions, files, strict=True):
            photos.add(
                place,
                [file],
                by=self.team,
                caption=f"{caption} (contoh)",
                alt=f"Gambar contoh: {caption.lower()}, deretan peserta menghadap layar",
                is_example=True,
                at=self.at,
            )

    def _visit(self) -> None:
        row = self.row.get("visit")
        if not row:
            return
        visit = visits.record(
            self.city.enrolment,
            by=self.mentor,
            visited_on=row["on"],
            title=row["title"],
            place=row["place"],
            people=row["people"],
            findings=row["findings"],
            workshop=self.workshop,
            is_example=True,
            at=self.at,
        )
        self._photos(visit, row["photos"])

    def _evaluate(self) -> None:
        """Answers that lean to one side, the same ones every time."""
        first: datetime = self.at
        today: date = clock.today()
        with past.loading(first):
            survey = surveys.begin(self.workshop, by=self.team, closes_on=today, places=0, at=first)
            tokens = surveys.hand_out(survey, by=self.team, count=self.row["answers"])
            for place, token in enumerate(tokens):
                surveys.answer(token, _answers(survey, place, self.row["lean"]))
            surveys.close(survey, by=self.team, at=self.city.at(self.row["agreed_on"], 9))
        Survey.objects.filter(pk=survey.pk).update(is_example=True, closes_on=self.row["agreed_on"])

    def _certify(self) -> None:
        """Some of those who were present get their certificate."""
        office = self.city.region.offices.filter(agency__kind="coordinator").first()
        issuer = Tenure.objects.current().filter(office=office).first()
        present = [person for person in standings(self.workshop) if person.is_entitled]
        if not (issuer and present):
            return
        at = self.city.at(self.row["agreed_on"], 11)
        with past.loading(at):
            plan = certificates.plan(
                self.workshop,
                by=self.team,
                signatory=issuer,
                place=self.city.region.short_name,
                dated=self.row["agreed_on"],
                hours=16,
                at=at,
            )
            CertificatePlan.objects.filter(pk=plan.pk).update(is_example=True)
            for person in present[:CERTIFIED]:
                certificates.issue(person.participation, by=self.team, at=at)
        certificate_press.print_waiting(plan.pk, lambda done, total: None)


USEFUL = (
    "Kertas kerja bersama pembimbing (contoh)",
    "Diskusi kelompok per dimensi (contoh)",
    "Contoh dari daerah lain (contoh)",
    "Bertemu perangkat daerah lain (contoh)",
)
BETTER = (
    "Waktu diskusi diperpanjang (contoh)",
    "Jaringan internet di ruang sidang (contoh)",
    "Bahan dikirim sebelum acara (contoh)",
    "Data kelurahan disiapkan lebih awal (contoh)",
)
SWAY = (0, -1, 0, 1, -2, 0, -1, 1, 0, -1, 0)


def _answers(survey: Survey, place: int, lean: int) -> dict[str, Any]:
    """What the person at this place says: around the lean, with a text now and then."""
    values: dict[str, Any] = {}
    texts = [USEFUL, BETTER]
    for number, question in enumerate(survey.questions):
        if question["kind"] == "scale":
            sway = SWAY[(place * 3 + number * 2) % len(SWAY)]
            values[question["code"]] = max(1, min(5, lean + sway))
        elif texts:
            said = texts.pop(0)
            values[question["code"]] = said[place // 3 % len(said)] if place % 3 == 0 else ""
    return values


def picture(caption: str) -> io.BytesIO:
    """Draw a room with rows of people before a screen; it says that it is an example."""
    image = Image.new("RGB", (1280, 960), WALL)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 560, 1280, 960), fill=FLOOR)
    pen.rectangle((340, 90, 940, 430), fill=SCREEN)
    shift = sum(map(ord, caption)) % 60
    for row, top in enumerate((560, 680, 810)):
        size = 52 + row * 16
        for seat in range(9 - row):
            left = 70 + shift + seat * (130 + row * 22)
            pen.ellipse((left, top - size, left + size, top), fill=INK)
            pen.rounded_rectangle((left - 18, top + 6, left + size + 18, top + 96), 26, fill=PERSON)
    font = ImageFont.truetype(str(FONTS / "NotoSans-Bold.ttf"), 46)
    pen.text((640, 220), "FOTO CONTOH", font=font, fill="#FFFFFF", anchor="mm")
    small = ImageFont.truetype(str(FONTS / "NotoSans-Regular.ttf"), 28)
    pen.text((640, 290), caption[:38], font=small, fill="#FFFFFF", anchor="mm")
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=80)
    stream.seek(0)
    stream.name = "foto.jpg"
    return stream
