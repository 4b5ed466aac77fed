"""Is everybody told once, in the own language, with the reason, and not when nothing happened?"""

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts import mailer
from accounts.models import Notice
from accounts.services import notices
from tests.factories import UserFactory

KIND = notices.register(
    "tests.something",
    title=gettext_lazy("The MoU of %(region)s is registered"),
    body="Isi: %(region)s",
    reason=gettext_lazy("You coordinate %(region)s."),
)


@pytest.fixture
def tell(town):
    def tell(*people, **kwargs):
        return notices.tell(
            people, KIND, town.enrolment, by=town["ministry"], region="Kota Bontang", **kwargs
        )

    return tell


def test_each_person_is_told_once_and_never_the_one_who_acted(town, tell):
    away = UserFactory(is_active=False)
    tell(town["writer"], town["writer"], town["ministry"], away)
    assert [notice.to for notice in Notice.objects.filter(kind=KIND)] == [town["writer"]]


def test_the_mail_leaves_on_commit_with_link_and_reason(
    town, tell, settings, django_capture_on_commit_callbacks
):
    settings.PORTAL_URL = "https://portal.example"
    with django_capture_on_commit_callbacks(execute=True):
        tell(town["writer"])
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == [town["writer"].email]
    assert letter.subject == "Nota kesepahaman Kota Bontang tercatat"
    assert f"https://portal.example{town.enrolment.get_absolute_url()}" in letter.body
    assert "Mengapa Anda menerima surel ini: Anda koordinator Kota Bontang." in letter.body


def test_a_notice_is_mailed_once_however_often_it_is_tried(town, tell):
    (notice,) = tell(town["writer"])
    assert mailer.mail_once(notice.pk)
    assert not mailer.mail_once(notice.pk)
    assert len(mail.outbox) == 1


def test_a_mail_that_fails_is_tried_again(town, tell, settings):
    (notice,) = tell(town["writer"])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(OSError):
        mailer.mail_once(notice.pk)
    notice.refresh_from_db()
    assert notice.mailed_at is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mailer.mail_once(notice.pk)


def test_it_speaks_the_readers_language(town, tell):
    reader = UserFactory(language="en")
    (notice,) = tell(reader)
    mailer.mail_once(notice.pk)
    assert mail.outbox[0].subject == "The MoU of Kota Bontang is registered"


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_tells_nobody(town, tell):
    mail.outbox.clear()
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(town["writer"])
        raise RuntimeError
    assert not Notice.objects.filter(kind=KIND).exists()
    assert mail.outbox == []


def test_the_inbox_shows_the_own_notices_and_marks_them_read(town, tell, client):
    mine, theirs = tell(town["writer"], town["mentor"])
    client.force_login(town["writer"])
    page = client.get(reverse("accounts:notices"))
    assert "Nota kesepahaman Kota Bontang tercatat" in page.text
    assert "1 pemberitahuan belum Anda baca." in page.text
    assert client.get(reverse("accounts:notice_open", args=[theirs.pk])).status_code == 404
    opened = client.get(reverse("accounts:notice_open", args=[mine.pk]))
    assert opened.url == town.enrolment.get_absolute_url()
    mine.refresh_from_db()
    assert mine.read_at
    page = client.get(reverse("accounts:notices") + "?lihat=belum")
    assert "Nota kesepahaman Kota Bontang tercatat" not in page.text


def test_all_notices_are_marked_read_by_a_post(town, tell, client):
    tell(town["writer"])
    client.force_login(town["writer"])
    assert client.get(reverse("accounts:notices_read")).status_code == 405
    client.post(reverse("accounts:notices_read"))
    assert not Notice.objects.visible_to(town["writer"]).unread().exists()


def test_a_notice_leads_only_to_pages_of_the_portal(town, tell, client):
    (notice,) = tell(town["writer"], url="https://evil.example/")
    client.force_login(town["writer"])
    opened = client.get(reverse("accounts:notice_open", args=[notice.pk]))
    assert opened.url == reverse("accounts:notices")


def test_the_inbox_costs_the_same_with_one_and_with_three_notices(
    town, tell, client, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(town["writer"])
    tell(town["writer"])
    client.get(reverse("accounts:notices"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("accounts:notices"))
    tell(town["writer"])
    tell(town["writer"])
    with django_assert_num_queries(len(one)):
        client.get(reverse("accounts:notices"))


def test_the_ministry_sees_and_sends_what_has_not_left(town, tell, client):
    tell(town["writer"])
    client.force_login(town["coordinator"])
    assert client.get(reverse("accounts:outbox")).status_code == 403
    assert client.post(reverse("accounts:outbox_send")).status_code == 403
    client.force_login(town["ministry"])
    assert "Nota kesepahaman Kota Bontang tercatat" in client.get(reverse("accounts:outbox")).text
    client.post(reverse("accounts:outbox_send"))
    assert len(mail.outbox) == 1
    assert "Semua surel telah terkirim" in client.get(reverse("accounts:outbox")).text


def test_while_the_broker_is_away_the_outbox_says_so(town, tell, client, broker_away):
    tell(town["writer"])
    client.force_login(town["ministry"])
    page = client.post(reverse("accounts:outbox_send"), follow=True)
    assert "Antrean pekerjaan sedang tidak dapat dihubungi" in page.text
