"""Which pictures come in, and who gets to see them?"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from masterplans.models import Figure
from smartcity_portal.kit import blobs

pytestmark = pytest.mark.django_db


def picture(width: int = 40, height: int = 30, kind: str = "PNG", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind, **options)
    return out.getvalue()


@pytest.fixture
def send(client, chapter, town):
    """Send a picture for the first section as its writer."""
    client.force_login(town["writer"])
    address = reverse("masterplans:figure_upload", kwargs={"pk": chapter.sections.first().pk})

    def send(content: bytes, alt: str = "Peta kota", name: str = "peta.png"):
        return client.post(address, {"image": SimpleUploadedFile(name, content), "alt": alt})

    return send


def test_a_picture_is_stored_once_and_shown_to_the_people_of_the_plan(send, client, plan, town):
    address = send(picture()).json()["src"]
    again = send(picture(), alt="Peta Kota Uji")

    figure = Figure.objects.get()
    assert again.json()["src"] == address == figure.get_absolute_url()
    assert (figure.alt, figure.width, figure.mime) == ("Peta Kota Uji", 40, "image/png")
    for role in ("writer", "mentor", "ministry", "observer", "assessor"):
        client.force_login(town[role])
        shown = client.get(address)
        assert shown.status_code == 200, role
        assert shown["X-Content-Type-Options"] == "nosniff"
        assert "private" in shown["Cache-Control"]
        assert shown["Content-Type"] == "image/png"
    for role in ("stranger", "mentor_elsewhere", "writer_elsewhere"):
        client.force_login(town[role])
        assert client.get(address).status_code == 404, role
    client.logout()
    assert client.get(address).status_code == 302


def test_what_the_browser_has_is_not_sent_again(send, client):
    address = send(picture()).json()["src"]
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_hidden_facts_of_a_photograph_are_left_out(send):
    photo = Image.new("RGB", (40, 30))
    facts = photo.getexif()
    facts[0x010E] = "koordinat rumah"
    out = io.BytesIO()
    photo.save(out, "JPEG", exif=facts)

    send(out.getvalue(), name="foto.jpg")

    figure = Figure.objects.get()
    assert figure.mime == "image/jpeg"
    assert b"koordinat" not in blobs.read(figure.sha256)


def test_a_picture_without_description_is_asked_for_one(send):
    answer = send(picture(), alt=" ")

    assert answer.status_code == 422
    assert len(answer.json()["reasons"]) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"not a picture", "peta.png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "peta.svg"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "rusak.png"),
        (b"%PDF-1.7", "peta.png"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(send, content, name):
    answer = send(content, name=name)

    assert answer.status_code == 422
    assert answer.json()["reasons"]
    assert not Figure.objects.exists()


def test_20_megabytes_are_refused(send):
    answer = send(picture() + b"\x00" * (20 * 1024 * 1024))

    assert answer.status_code == 422
    assert not Figure.objects.exists()


def test_too_many_pixels_are_refused(send, settings):
    settings.IMAGE_MAX_PIXELS = 1000

    answer = send(picture(100, 100))

    assert answer.status_code == 422
    assert not Figure.objects.exists()


def test_a_picture_of_ten_thousand_times_ten_thousand_is_refused_with_a_sentence(send):
    held = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(held, "PNG")

    response = send(held.getvalue())

    assert response.status_code == 422
    assert len(response.json()["reasons"]) == 1
    assert not Figure.objects.exists()


def test_only_who_writes_the_section_may_send_a_picture(client, chapter, town):
    address = reverse("masterplans:figure_upload", kwargs={"pk": chapter.sections.first().pk})
    for role, status in (("mentor", 403), ("writer_of_another_agency", 403), ("stranger", 404)):
        client.force_login(town[role])
        sent = {"image": SimpleUploadedFile("a.png", picture()), "alt": "x"}
        assert client.post(address, sent).status_code == status, role
