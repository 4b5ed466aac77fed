"""What do the pages of a book, a volume, a chapter and the outputs tell about work on them, and who may stop it?"""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.job_history import took
from accounts.models import Job, JobState
from masterplans.models import Book, Mission, OutputKind
from masterplans.services import outputs, publication, volumes

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(plan) -> Book:
    return Book.objects.get(plan=plan, number=1)


def on_book(book, by):
    return publication.request_draft(book, by=by), book.get_absolute_url()


def on_volume(book, by):
    url = reverse("masterplans:volume_detail", args=[book.plan.enrolment.slug])
    return volumes.request_draft(book.plan, by=by), url


def on_chapter(book, by):
    chapter = book.chapters.first()
    url = reverse("masterplans:chapter_print", args=[chapter.pk])
    return publication.request_chapter(chapter, by=by), url


def on_outputs(book, by):
    Mission.objects.create(plan=book.plan, text="Layanan mudah")
    url = reverse("masterplans:output_list", args=[book.plan.enrolment.slug])
    return outputs.request(book.plan, OutputKind.ALIGNMENT, by=by), url


EVERY = pytest.mark.parametrize("asked", [on_book, on_volume, on_chapter, on_outputs])


@EVERY
def test_who_asked_may_cancel_there_and_others_only_watch(book, town, client, asked):
    job, url = asked(book, town["coordinator"])
    cancel = reverse("accounts:job_cancel", args=[job.pk])
    client.force_login(town["mentor"])
    page = client.get(url).text
    assert "hx-get" in page and cancel not in page

    client.force_login(town["coordinator"])
    assert cancel in client.get(url).text
    assert client.post(cancel, {"next": url})["Location"] == url

    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    page = client.get(url).text
    assert cancel not in page and "Dibatalkan" in page


@EVERY
def test_what_was_made_before_stands_there_with_time_and_size(book, town, client, asked):
    job, url = asked(book, town["coordinator"])
    Job.objects.filter(pk=job.pk).update(
        state=JobState.DONE,
        finished_at=job.created_at + timezone.timedelta(seconds=26),
        result={"pages": 84, "size": 4_300_000},
    )
    client.force_login(town["mentor"])

    assert f"{took(26)}, 84 halaman, 4,1 MB" in client.get(url).text


@EVERY
def test_a_failure_is_told_in_its_sentence_and_stays_in_the_history(book, town, client, asked):
    job, url = asked(book, town["coordinator"])
    Job.objects.filter(pk=job.pk).update(
        state=JobState.FAILED, finished_at=timezone.now(), error="Bab 4 tidak dapat dicetak."
    )
    client.force_login(town["writer"])

    assert client.get(url).text.count("Bab 4 tidak dapat dicetak.") == 2
