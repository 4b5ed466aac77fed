"""Does an invitation open one relation, once, until its day, for the right person?"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.services import invitations
from programs.models import AgencyMember
from programs.services import relations
from smartcity_portal.kit.machine import Blocked
from tests.factories import UserFactory

PASSWORD = "kata-sandi-yang-panjang"
TYPED = {"username": "baru", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invited(town):
    return invitations.invite(
        email="Baru@example.org",
        name="Orang Baru, S.T.",
        relation="writer",
        subject=town.works,
        by=town["coordinator"],
    )


def url_of(token: str) -> str:
    return reverse("accounts:invitation_accept", args=[token])


def test_accepting_makes_the_account_and_keeps_the_promise(town, invited, client):
    _, token = invited
    page = client.get(url_of(token))
    assert "Penulis OPD, Dinas Pekerjaan Umum" in page.text
    client.post(url_of(token), TYPED)
    user = User.objects.get(username="baru")
    assert user.email == "baru@example.org"
    assert user.name == "Orang Baru, S.T."
    assert AgencyMember.objects.active().filter(user=user, agency=town.works, role="writer")
    assert client.get(reverse("accounts:settings")).status_code == 200


def test_the_mail_carries_the_link_and_the_database_only_its_hash(
    town, client, settings, django_capture_on_commit_callbacks
):
    settings.PORTAL_URL = "http://testserver"
    with django_capture_on_commit_callbacks(execute=True):
        invitation, token = invitations.invite(
            email="baru@example.org",
            name="Baru",
            relation="head",
            subject=town.works,
            by=town["coordinator"],
        )
    (letter,) = mail.outbox
    assert f"http://testserver{url_of(token)}" in letter.body
    assert "Kepala OPD" in letter.body
    assert town["coordinator"].name in letter.body
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_invitation")
        assert token not in str(cursor.fetchall())
    assert len(re.findall(r"[0-9a-f]{64}", letter.body)) == 1
    assert client.get(url_of(token)).status_code == 200


def test_a_link_works_once(invited):
    _, token = invited
    invitations.accept(token, username="baru", password=PASSWORD)
    with pytest.raises(Blocked, match="sudah diterima"):
        invitations.accept(token, username="lagi", password=PASSWORD)


def test_a_link_ends_on_its_day_and_says_whom_to_ask(invited, town, client):
    invitation, token = invited
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    page = client.get(url_of(token))
    assert page.status_code == 410
    assert town["coordinator"].name in page.text
    assert not User.objects.filter(username="baru").exists()


def test_sending_again_ends_the_old_link(invited, town):
    invitation, token = invited
    invitations.resend(invitation, by=town["coordinator"])
    with pytest.raises(Invitation.DoesNotExist):
        invitations.find_open(token)


def test_a_withdrawn_link_is_closed(invited, town, client):
    invitation, token = invited
    invitations.withdraw(invitation, by=town["coordinator"])
    assert client.post(url_of(token), TYPED).status_code == 410
    with pytest.raises(Blocked):
        invitations.resend(invitation, by=town["coordinator"])


def test_an_unknown_link_is_not_found(db, client):
    assert client.get(url_of("0" * 64)).status_code == 404


def test_weak_passwords_and_taken_names_are_refused_and_the_rest_is_kept(invited, town, client):
    _, token = invited
    page = client.post(url_of(token), {"username": "baru", "password1": "abc", "password2": "abd"})
    assert "Kedua kata sandi berbeda." in page.text
    assert "12 karakter" in page.text
    assert 'value="baru"' in page.text
    page = client.post(url_of(token), TYPED | {"username": town["writer"].username.upper()})
    assert "Nama pengguna ini sudah dipakai" in page.text


def test_somebody_with_an_account_accepts_with_it(town, client):
    known = UserFactory(email="lama@example.org")
    _, token = invitations.invite(
        email="lama@example.org",
        name="Lama",
        relation="writer",
        subject=town.works,
        by=town["coordinator"],
    )
    assert "Anda sudah memiliki akun" in client.get(url_of(token)).text
    client.force_login(town["stranger"])
    assert "alamat surel lain" in client.post(url_of(token)).text
    client.force_login(known)
    client.post(url_of(token))
    assert AgencyMember.objects.active().filter(user=known, agency=town.works).exists()


def test_an_inviter_who_may_no_longer_invite_opens_nothing(invited, town):
    _, token = invited
    relations.revoke("coordinator", town["coordinator"], town.enrolment.region, by=town["ministry"])
    with pytest.raises(Blocked, match="tidak lagi berwenang"):
        invitations.accept(token, username="baru", password=PASSWORD)
    assert not User.objects.filter(username="baru").exists()


def test_the_same_person_is_not_invited_twice_for_the_same(invited, town):
    with pytest.raises(Blocked, match="sudah dikirim"):
        invitations.invite(
            email="baru@EXAMPLE.org",
            name="Baru",
            relation="writer",
            subject=town.works,
            by=town["coordinator"],
        )


@pytest.mark.parametrize("role", ["writer", "mentor", "coordinator_elsewhere", "stranger"])
def test_others_invite_nobody_here(town, role):
    with pytest.raises(PermissionDenied):
        invitations.invite(
            email="a@example.org", name="A", relation="writer", subject=town.works, by=town[role]
        )
