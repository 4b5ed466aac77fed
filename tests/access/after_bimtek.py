"""What does the bimtek of the world leave behind? Minutes, a task, a photo, a visit, an evaluation."""

import io
from datetime import date
from typing import Any

from django.utils import timezone

from tests.workshops.factories import PDF
from tests.workshops.minuting import picture
from workshops.certificate_links import token_of
from workshops.models import Attendance, Participant, Participation, Survey, Task
from workshops.pdf.certificate_press import print_one
from workshops.services import certificates, decisions, photos, tasks, visits
from workshops.services import minutes as minutes_service
from workshops.services.minutes_agreement import agree
from workshops.tickets import new_tokens


def stand(world: Any) -> None:
    """Everything once, in a useful state: agreed minutes, a reported task, an open evaluation."""
    coordinator, mentor = world.people["coordinator"], world.people["mentor"]
    minutes = minutes_service.begin(world.workshop, by=coordinator)
    head = {"chair": "Sekretaris Daerah", "dated": date(2019, 7, 9)}
    minutes_service.write(minutes, by=coordinator, head=head)
    world.things["decision"] = decisions.add(
        minutes,
        by=coordinator,
        text="Buku 1 dilengkapi.",
        holder=f"agency:{world.works.pk}",
        due_on=date(2019, 8, 1),
    )
    minutes_service.submit(minutes, by=coordinator)
    agree(minutes, by=mentor)
    holder = world.people["writer_of_another_agency"]
    world.things["task"] = tasks.report(
        Task.objects.get(), by=holder, note="Sudah.", file=io.BytesIO(PDF), name="bukti.pdf"
    )
    world.things["visit"] = visits.record(
        world.enrolment,
        by=coordinator,
        visited_on=date(2019, 7, 9),
        title="Kampung percontohan",
        place="Kelurahan",
        people="Pembimbing",
        findings="Jaringan tersedia.",
    )
    added = photos.add(world.workshop, [picture(size=(64, 48))], by=coordinator, alt="Ruang rapat")
    world.things["photo"] = added.photos[0]
    world.things["survey"] = Survey.objects.create(
        workshop=world.workshop,
        code="ABCD-2345",
        questions=world.edition.evaluation_questions,
        places=10,
        opened_at=timezone.now(),
        closes_on=date(2100, 1, 1),
    )
    _certificate(world)
    world.things["survey_token"] = new_tokens(world.survey, 1)[0]


def _certificate(world: Any) -> None:
    coordinator = world.people["coordinator"]
    person = Participant.objects.create(
        enrolment=world.enrolment, name="Nurmaida Contoh", community="Forum Warga"
    )
    present = Participation.objects.create(workshop=world.workshop, participant=person)
    Attendance.objects.create(
        participation=present, session=world.session, how="paper", at=timezone.now()
    )
    certificates.plan(
        world.workshop,
        by=coordinator,
        signatory=world.tenure,
        place="Bontang",
        dated=date(2019, 7, 9),
    )
    certificate = certificates.issue(present, by=coordinator)
    print_one(certificate)
    world.things |= {"participation": present, "certificate": certificate}
    world.things["certificate_token"] = token_of(certificate)
