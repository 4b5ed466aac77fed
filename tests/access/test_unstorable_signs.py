"""What comes of the sign that no database stores as text, in an address or in a form?"""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
SAID = "tanda yang tidak dapat disimpan"


@pytest.mark.parametrize(
    "address",
    [
        "/daerah/?q=a%00b",
        "/daerah/?a%00b=1",
        "/akun/login/?next=/beranda/%00",
        "/bimtek/hadir/1-ABC%00EF/",
        "/orang/undangan/a%00b/",
        "/rencana/edisi/a%00b/",
    ],
)
def test_an_address_with_it_is_refused_with_a_page_that_says_why(client, people, address):
    client.force_login(people["writer"])
    answer = client.get(address)
    assert answer.status_code == 400
    assert SAID in answer.content.decode()


def test_a_form_with_it_is_refused_and_changes_nothing(client, people, enrolment):
    client.force_login(people["ministry"])
    address = reverse("workshops:holder_remind", args=[enrolment.slug])
    for fields in ({"holder": "a\x00b"}, {"a\x00b": "1"}, {"holder": ["baik", "\x00"]}):
        answer = client.post(address, fields)
        assert answer.status_code == 400
        assert SAID in answer.content.decode()


def test_a_visitor_is_told_as_well(client):
    answer = client.post(reverse("account_login"), {"login": "a\x00", "password": "b"})
    assert answer.status_code == 400 and SAID in answer.content.decode()
