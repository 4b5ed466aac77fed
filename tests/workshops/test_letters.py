"""How do letters of invitation come about, go out once, reach people and take their answers?"""

import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from icalendar import Calendar

from accounts.services import history
from programs.models import NumberRegister
from programs.services import letterheads
from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.workshops.factories import PDF, journey, workshop
from workshops import answer_links, mailer
from workshops.letter_words import days_in_words, is_stale
from workshops.models import Letter, LetterIssue, LetterRecipient, Participant, Participation
from workshops.services import agenda, answers, deliveries, letters, rosters, speakers, workshops

pytestmark = pytest.mark.django_db
AHEAD = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def bimtek(town, plan):
    return workshops.schedule(
        workshop(town, 1),
        by=town["coordinator"],
        starts_on=AHEAD,
        ends_on=AHEAD + timedelta(days=1),
        venue="Pendopo",
    )


def drafted(town, bimtek, *groups, **values) -> Letter:
    (letter,) = letters.draft(
        bimtek, by=town["coordinator"], groups=groups or ["agencies", "mentors"], **values
    )
    return letter


@pytest.fixture
def issued(town, bimtek):
    return letters.issue(drafted(town, bimtek), by=town["coordinator"])


def recipient(letter, email) -> LetterRecipient:
    return LetterRecipient.objects.with_names().get(letter=letter, email=email)


def send(letter, town, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        deliveries.send(letter, by=town["coordinator"])


def entry_of(message) -> Calendar:
    parts = [
        part for part in message.message().walk() if part.get_content_type() == "text/calendar"
    ]
    assert len(parts) == 1
    calendar = Calendar.from_ical(parts[0].get_payload(decode=True))
    assert parts[0].get_param("method") == str(calendar["METHOD"])
    return calendar


def test_a_draft_speaks_in_the_words_of_the_edition(town, bimtek):
    letter = drafted(town, bimtek)
    region = town.enrolment.region
    assert "Tahap I" in letter.subject and region.name in letter.opening
    assert letter.tenure.official.name == town["agency_head"].name
    assert letter.number == "" and letter.is_draft
    assert letters.preview(letter).startswith(b"%PDF-")
    assert not NumberRegister.objects.exists()


def test_one_letter_per_group_or_one_for_all(town, bimtek):
    several = letters.draft(
        bimtek, by=town["coordinator"], groups=["mentors", "agencies"], per_group=True
    )
    assert [letter.groups for letter in several] == [["agencies"], ["mentors"]]
    with pytest.raises(Blocked):
        letters.draft(bimtek, by=town["coordinator"], groups=[])


def test_an_issued_letter_has_number_words_and_bytes(town, issued, bimtek):
    year = issued.dated.year
    assert issued.number == f"005/001/Diskominfo/{year}"
    words = issued.issue.text
    assert blobs.read(issued.issue.sha256).startswith(b"%PDF-")
    assert [row["office"] for row in words["list"]][:2] == [
        "Kepala Dinas Komunikasi dan Informatika",
        "Kepala Dinas Pekerjaan Umum",
    ]
    assert dict(words["facts"])["tempat"] == "Pendopo"
    assert "WITA" in dict(words["facts"])["waktu"]
    assert len(words["agenda"]) == 2
    assert issued.recipients.count() == 3


def test_numbers_run_on_and_a_failed_issue_takes_none(town, bimtek, issued):
    second = drafted(town, bimtek, "speakers")
    with pytest.raises(Blocked):
        letters.issue(second, by=town["coordinator"])
    third = letters.issue(drafted(town, bimtek, "ministry"), by=town["coordinator"])
    assert third.number.startswith("005/002/")
    assert NumberRegister.objects.get().last == 2


def test_a_typed_number_is_kept_and_jumped_over(town, bimtek, issued):
    year = issued.dated.year
    own = letters.issue(
        drafted(town, bimtek, number=f"005/002/Diskominfo/{year}"), by=town["coordinator"]
    )
    with pytest.raises(Blocked):
        letters.issue(drafted(town, bimtek, number=own.number), by=town["coordinator"])
    following = letters.issue(drafted(town, bimtek), by=town["coordinator"])
    assert following.number == f"005/003/Diskominfo/{year}"


@pytest.mark.parametrize(
    "pattern", ["005/2022", "{ordinal", "{ordinal:03d}/{secret}", "{ordinal.__class__}", "{}"]
)
def test_a_pattern_that_gives_no_numbers_is_refused(town, pattern):
    with pytest.raises(Blocked):
        letterheads.change(
            town.enrolment.region, by=town["coordinator"], unit="", address="", pattern=pattern
        )


def test_a_letterhead_is_printed_and_numbers_follow_its_pattern(town, bimtek):
    letterheads.change(
        town.enrolment.region,
        by=town["coordinator"],
        unit="Sekretariat Daerah",
        address="Jalan Contoh 1\nTelepon 000",
        pattern="{ordinal}/{unit}/{month}/{year}",
        unit_code="Setda",
    )
    letter = drafted(town, bimtek, dated=date(2022, 9, 5))
    letter = letters.issue(letter, by=town["coordinator"])
    assert letter.number == "1/Setda/IX/2022"
    assert letter.issue.text["kop"]["lines"] == ["Jalan Contoh 1", "Telepon 000"]


def test_an_issued_letter_does_not_change(town, bimtek, issued):
    for act in (
        lambda: letters.edit(issued, by=town["coordinator"], subject="Lain"),
        lambda: letters.discard(issued, by=town["coordinator"]),
        lambda: letters.issue(issued, by=town["coordinator"]),
    ):
        with pytest.raises(Blocked):
            act()
    for act in (
        lambda: LetterIssue.objects.update(number="9"),
        lambda: LetterIssue.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("lack", ["dates", "signer", "beyond"])
def test_a_letter_that_cannot_go_out_says_why(town, bimtek, lack):
    letter = drafted(town, bimtek)
    if lack == "dates":
        bimtek.starts_on = bimtek.ends_on = None
        bimtek.save()
    if lack == "signer":
        letters.edit(letter, by=town["coordinator"], tenure=None)
    if lack == "beyond":
        bimtek.ends_on = bimtek.starts_on
        bimtek.save()
    with pytest.raises(Blocked) as refused:
        letters.issue(letter, by=town["coordinator"])
    assert len(refused.value.reasons) == 1


@pytest.mark.parametrize("role", ["mentor", "writer", "observer", "coordinator_elsewhere"])
def test_others_write_no_letters(town, bimtek, issued, role):
    someone = issued.recipients.first()
    for act in (
        lambda: letters.draft(bimtek, by=town[role], groups=["agencies"]),
        lambda: letters.cancel(issued, by=town[role], reason="Batal."),
        lambda: letters.replace(issued, by=town[role], reason="Pindah."),
        lambda: deliveries.send(issued, by=town[role]),
        lambda: deliveries.correct(someone, by=town[role], email="a@example.org", phone=""),
        lambda: answers.give(someone, by=town[role], answer="hadir"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_mail_carries_text_letter_and_calendar(
    town, bimtek, issued, django_capture_on_commit_callbacks
):
    send(issued, town, django_capture_on_commit_callbacks)
    assert {message.to[0] for message in mail.outbox} == {
        town["agency_head"].email,
        town["mentor"].email,
    }
    message = next(m for m in mail.outbox if m.to == [town["mentor"].email])
    mentor = recipient(issued, town["mentor"].email)
    assert message.subject == issued.subject
    assert answer_links.address_of(mentor) in message.body and issued.number in message.body
    assert "Pendopo" in message.body and town["coordinator"].email in message.reply_to
    files = {part.get_filename() for part in message.message().walk() if part.get_filename()}
    assert files == {"undangan.pdf", "undangan.ics"}
    assert mentor.state == "sent"
    without = issued.recipients.get(email="")
    assert without.state == "none"


def test_the_calendar_entry_is_valid_and_stands_on_every_day(
    town, bimtek, issued, django_capture_on_commit_callbacks
):
    send(issued, town, django_capture_on_commit_callbacks)
    calendar = entry_of(mail.outbox[0])
    assert calendar["METHOD"] == "REQUEST"
    event = calendar.walk("VEVENT")[0]
    assert event["DTSTART"].dt.isoformat() == f"{AHEAD}T08:30:00+08:00"
    assert event["RRULE"]["COUNT"] == [2]
    assert str(event["UID"]) == f"bimtek-{bimtek.pk}@bimtek.smart-city.portal"
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Asia/Makassar"
    assert str(event["ATTENDEE"]).lower() == f"mailto:{mail.outbox[0].to[0]}"


def test_a_day_with_other_hours_is_a_repetition_of_its_own(
    town, bimtek, django_capture_on_commit_callbacks
):
    first = bimtek.sessions.filter(day=2).first()
    agenda.delay(first, by=town["coordinator"], minutes=30)
    letter = letters.issue(drafted(town, bimtek), by=town["coordinator"])
    send(letter, town, django_capture_on_commit_callbacks)
    second = entry_of(mail.outbox[0]).walk("VEVENT")[1]
    assert second["RECURRENCE-ID"].dt.date() == AHEAD + timedelta(days=1)
    assert second["DTSTART"].dt.strftime("%H.%M") == "09.00"


def test_a_moved_bimtek_is_noticed_and_its_new_letter_moves_the_entry(
    town, bimtek, issued, django_capture_on_commit_callbacks
):
    send(issued, town, django_capture_on_commit_callbacks)
    before = entry_of(mail.outbox[0]).walk("VEVENT")[0]
    later = AHEAD + timedelta(days=7)
    workshops.schedule(bimtek, by=town["coordinator"], starts_on=later, ends_on=None, venue="Aula")
    agenda_beyond(bimtek)
    issued = Letter.objects.with_names().get(pk=issued.pk)
    assert is_stale(issued)
    fresh = letters.replace(issued, by=town["coordinator"], reason="Pendopo dipakai.")
    with pytest.raises(Blocked):
        letters.replace(issued, by=town["coordinator"], reason="Lagi.")
    fresh = letters.issue(fresh, by=town["coordinator"])
    issued.refresh_from_db()
    assert issued.state == "replaced" and fresh.number != issued.number
    mail.outbox.clear()
    send(fresh, town, django_capture_on_commit_callbacks)
    after = entry_of(mail.outbox[0]).walk("VEVENT")[0]
    assert after["UID"] == before["UID"] and after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt.date() == later
    with pytest.raises(Blocked):
        deliveries.send(issued, by=town["coordinator"])


def agenda_beyond(bimtek) -> None:
    bimtek.sessions.filter(day=2).delete()


def test_whoever_is_no_longer_addressed_gets_the_entry_taken_back(
    town, bimtek, issued, django_capture_on_commit_callbacks
):
    send(issued, town, django_capture_on_commit_callbacks)
    fresh = letters.replace(issued, by=town["coordinator"], reason="Tanpa pembimbing.")
    letters.edit(fresh, by=town["coordinator"], groups=["agencies"])
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        letters.issue(fresh, by=town["coordinator"])
    assert [message.to for message in mail.outbox] == [[town["mentor"].email]]
    assert entry_of(mail.outbox[0])["METHOD"] == "CANCEL"


def test_a_thrown_away_replacement_leaves_the_letter_as_it_was(town, issued):
    fresh = letters.replace(issued, by=town["coordinator"], reason="Salah tempat.")
    letters.discard(fresh, by=town["coordinator"])
    issued.refresh_from_db()
    assert issued.is_issued and issued.end_reason == ""


def test_a_cancelled_letter_is_taken_out_of_calendars(
    town, issued, django_capture_on_commit_callbacks
):
    send(issued, town, django_capture_on_commit_callbacks)
    request = entry_of(mail.outbox[0]).walk("VEVENT")[0]
    mail.outbox.clear()
    with pytest.raises(Blocked):
        letters.cancel(issued, by=town["coordinator"], reason=" ")
    with django_capture_on_commit_callbacks(execute=True):
        letters.cancel(issued, by=town["coordinator"], reason="Banjir.")
    assert len(mail.outbox) == 2 and "Banjir." in mail.outbox[0].body
    calendar = entry_of(mail.outbox[0])
    event = calendar.walk("VEVENT")[0]
    assert calendar["METHOD"] == "CANCEL" and event["STATUS"] == "CANCELLED"
    assert event["UID"] == request["UID"] and event["SEQUENCE"] > request["SEQUENCE"]
    assert "Banjir." in history.history_of(issued)[0].sentence


def test_a_mail_goes_out_once_and_only_the_rest_again(
    town, issued, django_capture_on_commit_callbacks
):
    send(issued, town, django_capture_on_commit_callbacks)
    sent = len(mail.outbox)
    for row in issued.recipients.all():
        assert not mailer.mail_letter_once(row.pk)
    with pytest.raises(Blocked):
        deliveries.send(issued, by=town["coordinator"])
    without = issued.recipients.get(email="")
    with pytest.raises(ValidationError):
        deliveries.correct(without, by=town["coordinator"], email="bukan alamat", phone="")
    deliveries.correct(without, by=town["coordinator"], email="dinas@example.org", phone="")
    send(issued, town, django_capture_on_commit_callbacks)
    assert [message.to for message in mail.outbox[sent:]] == [["dinas@example.org"]]


def test_a_mail_server_that_is_away_is_told_without_addresses(
    town, issued, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    send(issued, town, django_capture_on_commit_callbacks)
    row = recipient(issued, town["mentor"].email)
    assert (row.state, row.error) == ("failed", "unreachable")
    assert town["mentor"].email not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(issued, town, django_capture_on_commit_callbacks)
    assert recipient(issued, town["mentor"].email).state == "sent"


def test_what_was_lost_is_sent_again_and_what_was_cut_short_is_said(town, issued):
    deliveries.send(issued, by=town["coordinator"])
    rows = issued.recipients.exclude(email="")
    long_ago = timezone.now() - timedelta(hours=1)
    rows.update(state_since=long_ago)
    first = rows.first()
    LetterRecipient.objects.filter(pk=first.pk).update(state="sending")
    assert deliveries.sweep() == 1
    first.refresh_from_db()
    assert (first.state, first.error) == ("failed", "interrupted")
    assert len(mail.outbox) == 1


def test_those_who_come_later_are_added_but_not_printed(town, bimtek):
    speakers.add(bimtek, by=town["coordinator"], name="Dr. Sari", email="sari@example.org")
    letter = letters.issue(drafted(town, bimtek, "speakers"), by=town["coordinator"])
    with pytest.raises(Blocked):
        deliveries.include(letter, by=town["coordinator"])
    speakers.add(bimtek, by=town["coordinator"], name="Budi", email="budi@example.org")
    assert deliveries.include(letter, by=town["coordinator"]) == 1
    added = recipient(letter, "budi@example.org")
    assert not added.printed and added.order == 2
    assert letter.issue.text["to"] == ["Dr. Sari"]


def test_participants_of_the_roster_are_invited_and_walk_ins_are_not(town, bimtek):
    by = town["coordinator"]
    rosters.add(bimtek, by=by, name="Sari Contoh", agency=town.works, email=town["mentor"].email)
    rosters.add(bimtek, by=by, name="Budi Contoh", community="PKK", email="budi@example.org")
    Participation.objects.create(
        workshop=bimtek,
        participant=Participant.objects.create(enrolment=town.enrolment, name="Tamu"),
        source="walk_in",
    )
    letter = letters.issue(drafted(town, bimtek, "participants"), by=by)
    assert {row.name for row in letter.recipients.all()} == {"Sari Contoh", "Budi Contoh"}
    sari = letter.recipients.get(name="Sari Contoh")
    assert sari.office == "Dinas Pekerjaan Umum" and sari.participation.workshop == bimtek
    rosters.add(bimtek, by=by, name="Citra Contoh", community="PKK")
    assert deliveries.include(letter, by=by) == 1


def test_the_signed_copy_goes_out_instead(town, issued, django_capture_on_commit_callbacks):
    import io

    with pytest.raises(ValidationError):
        letters.keep_signed(issued, io.BytesIO(b"<html>"), by=town["coordinator"])
    letters.keep_signed(issued, io.BytesIO(PDF), by=town["coordinator"])
    send(issued, town, django_capture_on_commit_callbacks)
    pdf = next(p for p in mail.outbox[0].attachments if p[0] == "undangan.pdf")
    assert pdf[1] == PDF


def test_answers_are_counted_and_may_change(town, issued):
    mentor = recipient(issued, town["mentor"].email)
    with pytest.raises(Blocked):
        answers.give(mentor, by=None, answer="diwakili")
    answers.give(mentor, by=None, answer="diwakili", substitute="Budi, asisten")
    answers.give(mentor, by=None, answer="hadir")
    counted = Letter.objects.counted().get(pk=issued.pk)
    assert (counted.attending, counted.represented, counted.absent) == (1, 0, 0)
    mentor.refresh_from_db()
    assert mentor.substitute == "" and mentor.answered_by is None
    answers.give(mentor, by=town["coordinator"], answer="tidak", remark="Lewat telepon")
    mentor.refresh_from_db()
    assert mentor.answered_by == town["coordinator"]


def test_no_answer_after_the_bimtek_or_to_a_letter_that_no_longer_holds(town, bimtek, issued):
    mentor = recipient(issued, town["mentor"].email)
    letters.cancel(issued, by=town["coordinator"], reason="Banjir.")
    with pytest.raises(Blocked):
        answers.give(mentor, by=None, answer="hadir")
    again = letters.issue(drafted(town, bimtek), by=town["coordinator"])
    workshops.schedule(
        bimtek, by=town["coordinator"], starts_on=date(2019, 7, 8), ends_on=date(2019, 7, 9)
    )
    with pytest.raises(Blocked):
        answers.give(recipient(again, town["mentor"].email), by=None, answer="hadir")


def test_a_link_cannot_be_guessed(town, issued):
    row = issued.recipients.first()
    token = answer_links.token_of(row)
    assert answer_links.recipient_of(token) == row
    for wrong in ("", "1", f"{row.pk}~", token[:-1], token.replace(str(row.pk), "99", 1)):
        assert answer_links.recipient_of(wrong) is None


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2022, 9, 5), "Senin, 5 September 2022"),
        (date(2022, 9, 6), "Senin dan Selasa, 5 dan 6 September 2022"),
        (date(2022, 9, 7), "Senin sampai dengan Rabu, 5–7 September 2022"),
    ],
)
def test_days_are_written_as_letters_write_them(last, words):
    from django.utils import translation

    with translation.override("id"):
        assert days_in_words(date(2022, 9, 5), last) == words


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_letters_issued_at_one_moment_get_numbers_without_gaps(town):
    journey(town)
    bimtek = workshops.schedule(
        workshop(town, 1),
        by=town["coordinator"],
        starts_on=AHEAD,
        ends_on=AHEAD + timedelta(days=1),
    )
    drafts = [drafted(town, bimtek) for _n in range(4)]

    def issue(letter):
        try:
            letters.issue(letter, by=town["coordinator"])
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=(letter,)) for letter in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(LetterIssue.objects.values_list("number", flat=True))
    assert [number.split("/")[1] for number in numbers] == ["001", "002", "003", "004"]
