"""What stands in the world in which every address is tried? One of each thing, in a useful state."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from PIL import Image

from accounts.models import Job, JobState, User
from accounts.services import imports, invitations
from accounts.words import subject_of
from commitments.models import Aide, Certificate, Check, Scan, ScanFiling
from commitments.services import conversation, sheets
from commitments.signing.authority import the_ca
from commitments.signing.ca import serial_of
from masterplans.models import (
    BookEdition,
    Chapter,
    CheckResult,
    QuickWinReport,
    QuickWinScorer,
    SwotItem,
    VolumeDraft,
    VolumeEdition,
)
from masterplans.services import (
    chapters,
    comments,
    dress,
    figures,
    publication,
    quick_wins,
    records,
    sections,
    sources,
    word_imports,
)
from programs.models import Acknowledgement, Candidacy
from programs.services import (
    board_views,
    bodies,
    candidacies,
    edition_changes,
    memoranda,
    officials,
    score_sheets,
)
from smartcity_portal.dossier import making
from smartcity_portal.kit import blobs
from smartcity_portal.kit.sheets import find
from smartcity_portal.kit.sheets.reading import read_pasted
from tests.access import after_bimtek
from tests.access.reviewing import reviewed
from tests.factories import CohortFactory, EnrolmentFactory, UserFactory
from tests.masterplans.word.documents import docx, png
from tests.people import Town, people_around
from tests.programs.factories import scored
from tests.workshops.factories import PDF, hold, journey
from workshops import wall_codes
from workshops.answer_links import token_of
from workshops.models import WorkGroup
from workshops.services import (
    group_rows,
    letters,
    materials,
    milestones,
    outputs,
    speakers,
    stages,
    worksheets,
    workshops,
)


class Undo(Exception):
    """Leaves a savepoint so that what happened inside is taken back."""


@dataclass
class World:
    """Things by short names, so that the table can write "chapter.pk"."""

    town: Town
    things: dict[str, Any] = field(default_factory=dict)

    @property
    def people(self) -> dict[str, User]:
        return self.town.people

    @property
    def wall_code(self) -> str:
        """What hangs on the wall now; it changes every minute."""
        return wall_codes.code_now(self.session)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.things[name]
        except KeyError:
            raise AttributeError(name) from None

    @contextmanager
    def undone(self) -> Iterator[None]:
        try:
            with transaction.atomic():
                yield
                raise Undo
        except Undo:
            pass


def build() -> World:
    """Build the world inside the caller's transaction."""
    town = people_around(EnrolmentFactory())
    world = World(town)
    world.things |= {"enrolment": town.enrolment, "region": town.enrolment.region}
    world.things |= {"cohort": town.enrolment.cohort, "edition": town.enrolment.cohort.edition}
    world.things |= {"coordinating": town.coordinating, "works": town.works}
    _programme(world)
    _selection(world)
    _plan(world)
    _publication(world)
    _stage(world)
    _invitations(world)
    _people(world)
    _sheets(world)
    world.things["acknowledgement"] = _handover(world)
    world.things["board_view"] = board_views.keep(
        "Tanpa MoU", "tampilan=tanpa-mou", by=world.people["ministry"]
    )
    return world


def _programme(world: World) -> None:
    by, enrolment = world.people["ministry"], world.enrolment
    world.things["memorandum"] = memoranda.register(
        enrolment,
        by=by,
        title="Nota Kesepahaman",
        number_ministry="1/KOMINFO/2019",
        number_region="2/BTG/2019",
        signed_on=date(2019, 5, 15),
    )
    world.things["body"] = bodies.decree(
        enrolment, kind="dewan", decree="SK 1/2019", decreed_on=date(2019, 6, 1), members="", by=by
    )
    world.things["draft"] = edition_changes.clone(world.edition, year=2030, by=by)
    world.things["assignment"] = enrolment.mentor_assignments.get()
    world.things["office"] = enrolment.region.offices.get(agency=None)
    world.things["tenure"] = world.office.tenures.get()
    world.things["member"] = world.coordinating.members.filter(role="writer").get()


def _selection(world: World) -> None:
    """The region stands again in 2022: chosen once with its letter, and once still to be scored."""
    ministry, assessor = world.people["ministry"], world.people["assessor"]
    region = world.region
    accepted = candidacies.add(CohortFactory(year=2022), region, by=ministry)
    scored(accepted, ministry, {"administrasi": 80, "paparan": 70, "wawancara": 60})
    score_sheets.ask(candidacies.resume(accepted, by=ministry), assessor, by=ministry)
    score_sheets.hand_in(accepted, by=assessor, scores={"paparan": 90}, note="Tanpa wawancara.")
    accepted = candidacies.accept(accepted, by=ministry)
    Candidacy.objects.filter(pk=accepted.pk).update(letter_sha256=blobs.put(PDF))
    waiting = candidacies.add(CohortFactory(year=2023), region, by=ministry)
    world.things |= {"candidacy": accepted, "scored": waiting}
    world.things["score_sheet"] = score_sheets.ask(waiting, assessor, by=ministry)


def _handover(world: World) -> Acknowledgement:
    """The head of region also follows somebody in another office."""
    by, region = world.people["ministry"], world.region
    office = officials.office_of(region, by=by, title="Ketua Dewan Smart City", is_head=False)
    before = officials.register("Ketua Lama", by=by, region=region)
    officials.appoint(office, before, by=by, since=date(2019, 1, 1))
    successor = world.people["head_of_region"].officials.get()
    tenure = officials.appoint(office, successor, by=by, since=timezone.localdate())
    return tenure.acknowledgement


def _word_import(plan: Any, coordinator: User) -> dict[str, Any]:
    """A document with a picture that waits for the coordinator's decision."""
    content = docx(lambda document: document.add_picture(io.BytesIO(png())))
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=2)
    arrival = word_imports.bring(chapter, io.BytesIO(content), name="bab.docx", by=coordinator)
    return {"word_import": arrival, "word_picture": next(iter(arrival.findings["pictures"]))}


def _plan(world: World) -> None:
    plan = journey(world.town)
    writer, mentor, coordinator = (world.people[r] for r in ("writer", "mentor", "coordinator"))
    chapter = Chapter.objects.get(book__plan=plan, book__number=1, number=1)
    for section in chapter.sections.all():
        sections.save(section, "<p>Isi bagian.</p>", by=writer, base_version=0)
    with suppress(sections.Conflict):
        sections.save(chapter.sections.first(), "<p>Isi lain.</p>", by=writer, base_version=0)
    chapter = chapters.submit(chapter, by=writer)
    world.things |= {"plan": plan, "book": chapter.book, "chapter": chapter}
    world.things["revision"] = chapter.revisions.get()
    world.things["section"] = chapter.sections.first()
    world.things["text"] = world.section.texts.versions().first()
    world.things["source"] = sources.add_source(
        plan, by=writer, authors="BPS", title="Kota dalam angka"
    )
    world.things["abbreviation"] = sources.add_abbreviation(
        plan, by=writer, short="OPD", long="Organisasi Perangkat Daerah"
    )
    world.things["beside"] = world.section.texts.unmerged().get()
    world.things["comment"] = comments.add(
        chapter, section=world.section, text="Sebutkan sumbernya.", by=mentor
    )
    world.things |= reviewed(world.revision, world.section, by=mentor)
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "teal").save(picture, "PNG")
    picture.seek(0)
    world.things["figure"] = figures.upload(plan, picture, alt="Bidang", by=writer)
    world.things |= _word_import(plan, coordinator)
    world.things["swot"] = records.add(
        SwotItem, plan, by=coordinator, quadrant="S", statement="Jaringan serat optik."
    )
    dimension = plan.enrolment.cohort.edition.dimensions.first()
    world.things["program"] = records.add_program(
        plan,
        by=coordinator,
        dimension=dimension,
        name="Layanan satu pintu",
        horizon=plan.enrolment.cohort.edition.horizons.first(),
        agency=world.coordinating,
        targets={},
        budgets={},
    )
    world.things["quick_win"] = quick_wins.nominate(
        plan,
        by=coordinator,
        name="Aplikasi layanan",
        dimension=dimension,
        year=plan.enrolment.period_start,
        agency=world.coordinating,
    )
    world.things["quick_win_report"] = QuickWinReport.objects.create(
        quick_win=world.quick_win,
        on=timezone.localdate(),
        percent=10,
        status="on_track",
        text="Mulai",
        by=coordinator,
        at=timezone.now(),
    )
    world.things["finding"] = CheckResult.objects.create(
        plan=plan,
        chapter=chapter,
        section=world.section,
        rule="placeholder",
        severity="should",
        quote="Isi bagian",
        fingerprint="f" * 64,
        found_at=timezone.now(),
    )
    world.things["scorer"] = QuickWinScorer.objects.create(
        plan=plan, year=plan.enrolment.period_start, user=writer, asked_at=timezone.now()
    )


def _publication(world: World) -> None:
    sha256 = blobs.put(b"%PDF-1.7 contoh edisi terbit")
    world.things["issued"] = BookEdition.objects.create(
        book=world.book,
        number=1,
        sha256=sha256,
        pages=1,
        size=28,
        issued_by=world.people["coordinator"],
        issued_at=timezone.now(),
    )
    BookEdition.objects.create(
        book=world.book,
        number=2,
        sha256="e" * 64,
        pages=1,
        size=28,
        issued_by=world.people["coordinator"],
        issued_at=timezone.now(),
    )
    _volume(world, sha256)


def _volume(world: World, sha256: str) -> None:
    by, plan = world.people["coordinator"], world.book.plan
    facts = {"plan": plan, "sha256": sha256, "pages": 1, "size": 28}
    world.things["volume"] = VolumeEdition.objects.create(
        number=1, code="AAAA-3333", issued_by=by, issued_at=timezone.now(), **facts
    )
    VolumeEdition.objects.create(
        number=2, code="BBBB-3333", issued_by=by, issued_at=timezone.now(), **(facts | {"sha256": "f" * 64})
    )  # fmt: skip
    VolumeDraft.objects.create(content_key="a" * 64, built_at=timezone.now(), **facts)
    world.things["foreword"] = dress.add_foreword(
        plan, by=by, title="Sambutan", text="Selamat.", photo=io.BytesIO(png())
    )


def _stage(world: World) -> None:
    world.things["workshop"] = hold(world.town, 1)
    world.things["session"] = world.workshop.sessions.first()
    world.things["output"] = world.workshop.outputs.filter(plan__kind="file").first()
    world.things["output"] = outputs.upload(
        world.output, io.BytesIO(PDF), name="luaran.pdf", by=world.people["coordinator"]
    )
    world.things["plea"] = stages.plead(
        world.enrolment, by=world.people["coordinator"], reason="Jadwal berimpit."
    )
    sheet = sheets.draft(world.enrolment, by=world.people["coordinator"], place="Bontang")
    world.things["sheet"] = sheet = sheets.issue(sheet, by=world.people["coordinator"])
    world.things["seal"] = Certificate.objects.get(kind="seal")
    world.things["issuer"] = serial_of(the_ca().issuing.certificate)[:16]
    world.things["signatory"] = sheet.signatories.get(
        tenure__official__user=world.people["head_of_region"]
    )
    world.things["aide"] = Aide.objects.create(
        office=world.things["signatory"].tenure.office,
        user=world.people["agency_head"],
        named_by=world.people["ministry"],
        since=timezone.now(),
    )
    world.things["scan"] = _scan(world)
    world.things["question"] = conversation.ask(
        world.signatory, by=world.people["head_of_region"], text="Berapa anggarannya?"
    )
    _groups(world)
    after_bimtek.stand(world)
    row = world.participation.pk
    world.things |= {
        "mark": f"{row}-{world.session.pk}-present",
        "wall_pass": wall_codes.give_pass(world.session.pk),
        "participation_ticket": wall_codes.ticket_of(row),
    }
    world.things["check"] = Check.objects.create(sha256="0" * 64, size=1)


def _groups(world: World) -> None:
    coordinator = world.people["coordinator"]
    group = WorkGroup.objects.filter(worksheet__workshop=world.workshop).get(
        worksheet__plan__code="swot", title="Infrastruktur"
    )
    group = worksheets.arrange(group, by=coordinator, agencies=[world.coordinating])
    world.things["group"] = group
    strength = {"quadrant": "S", "statement": "Jaringan serat optik antar kantor."}
    world.things["row"] = group_rows.add(group, strength, by=coordinator)
    world.things["scribe"] = worksheets.make_scribe(group, UserFactory(), by=coordinator)
    world.things["milestone"] = milestones.record(
        world.enrolment,
        by=coordinator,
        kind="presentation",
        title="Paparan di kementerian",
        starts_on=date(2019, 11, 4),
    )
    world.things["milestone_file"] = milestones.attach(
        world.milestone, io.BytesIO(PDF), by=coordinator, kind="slides", name="paparan.pdf"
    )


def _invitations(world: World) -> None:
    by = world.people["coordinator"]
    first = date(2019, 7, 8)
    workshops.schedule(world.workshop, by=by, starts_on=first, ends_on=date(2019, 7, 9))
    speaker = speakers.add(
        world.workshop, by=by, name="Dr. Sari", email="sari@example.org", cv=_pdf("cv.pdf")
    )
    world.things["speaker"] = speaker
    world.things["material"] = materials.add(world.workshop, _pdf("paparan.pdf"), by=by)
    issued, draft = letters.draft(
        world.workshop, by=by, groups=["mentors", "speakers"], per_group=True
    )
    world.things |= {"letter": letters.issue(issued, by=by), "letter_draft": draft}
    world.things["recipient"] = world.letter.recipients.get()
    world.things["letter_token"] = token_of(world.recipient)


def _pdf(name: str) -> io.BytesIO:
    file = io.BytesIO(PDF)
    file.name = name
    return file


def _people(world: World) -> None:
    invitation, token = invitations.invite(
        email="baru@example.org",
        name="Orang Baru",
        relation="writer",
        subject=world.coordinating,
        by=world.people["coordinator"],
    )
    world.things |= {"invitation": invitation, "token": token}
    world.things["notice"] = world.people["mentor"].notices.first()
    world.things["job"] = publication.request_draft(world.book, by=world.people["coordinator"])


def _scan(world: World) -> Scan:
    """A photograph of the page of the head of region, filed by the coordinator."""
    coordinator, picture = world.people["coordinator"], blobs.put(b"\xff\xd8\xff contoh")
    scan = Scan.objects.create(
        enrolment=world.enrolment,
        upload_sha256=picture,
        picture_sha256=picture,
        by=coordinator,
        at=timezone.now(),
    )
    ScanFiling.objects.create(
        scan=scan,
        sheet=world.sheet,
        page=world.signatory.page,
        found="hand",
        by=coordinator,
        at=timezone.now(),
    )
    return scan


def _sheets(world: World) -> None:
    """A list that waits for its decision, with one right and one wrong row, and a packed dossier."""
    pasted = read_pasted("Nama\tNama singkat\nDinas Baru\tDisbaru\nDinas Lain\t\n")
    world.things["import_draft"] = imports.bring(
        find("programs.agencies"),
        world.region,
        [pasted],
        by=world.people["coordinator"],
        pasted=True,
    )
    world.things["dossier_sha256"] = blobs.put(b"contoh")
    Job.objects.create(
        kind=making.KIND,
        subject=subject_of(world.enrolment),
        key="dossier",
        requested_by=world.people["ministry"],
        state=JobState.DONE,
        finished_at=timezone.now(),
        result={"sha256": world.things["dossier_sha256"], "size": 6, "files": 1},
    )
