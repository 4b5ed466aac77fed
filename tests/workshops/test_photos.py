"""How do photos come in, and what do they tell nobody?"""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from smartcity_portal.kit import blobs
from smartcity_portal.kit.machine import Blocked
from tests.workshops.minuting import draft, held, picture
from workshops.models import FieldVisit, Photo
from workshops.pdf.minutes_content import content_of
from workshops.services import photos, visits

pytestmark = pytest.mark.django_db


def test_several_come_at_once_and_bad_ones_stop_nobody(town, plan):
    text = io.BytesIO(b"<svg onload=alert(1)>")
    text.name = "gambar.svg"
    files = [picture("teal"), text, picture("maroon"), picture("teal")]
    added = photos.add(held(town), files, by=town["coordinator"], caption="Diskusi kelompok")
    assert len(added.photos) == 2
    assert [sentence.split(":")[0] for sentence in added.refused] == ["gambar.svg", "foto.jpg"]


def test_a_photo_loses_its_place_and_its_camera(town, plan):
    raw = picture(size=(3000, 2000)).read()
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(0x8825)
    photo = photos.add(held(town), [io.BytesIO(raw)], by=town["coordinator"]).photos[0]
    for sha256 in (photo.sha256, photo.small_sha256):
        image = Image.open(io.BytesIO(blobs.read(sha256)))
        assert not image.getexif()
        assert "exif" not in image.info
    assert (photo.width, photo.height) == (2400, 1600)


def test_the_small_copy_is_light(town, plan):
    noise = Image.effect_noise((2400, 1600), 60).convert("RGB")
    stream = io.BytesIO()
    noise.save(stream, "JPEG", quality=90)
    stream.seek(0)
    photo = photos.add(held(town), [stream], by=town["coordinator"]).photos[0]
    small = blobs.read(photo.small_sha256)
    assert max(Image.open(io.BytesIO(small)).size) == 640
    assert len(small) < 150_000 < photo.size


def test_too_many_at_once_are_refused(town, plan):
    with pytest.raises(Blocked):
        photos.add(held(town), [picture()] * 21, by=town["coordinator"])


def test_who_only_watches_adds_nothing(town, plan):
    with pytest.raises(PermissionDenied):
        photos.add(held(town), [picture()], by=town["observer"])


def test_described_photos_are_printed_in_the_minutes(town, plan):
    minutes = draft(town)
    photo = photos.add(minutes.workshop, [picture()], by=town["coordinator"]).photos[0]
    photos.describe(
        photo, by=town["mentor"], caption="Diskusi", alt="Lima orang di sekeliling papan tulis"
    )
    assert content_of(minutes)["written"]["photos"][0]["caption"] == "Diskusi"
    photos.describe(photo, by=town["mentor"], caption="Diskusi", alt="Papan", printed=False)
    assert not content_of(minutes)["written"]["photos"]


def test_a_photo_goes_with_a_reason(town, plan):
    photo = photos.add(held(town), [picture()], by=town["coordinator"]).photos[0]
    with pytest.raises(Blocked):
        photos.remove(photo, by=town["coordinator"], reason="")
    photos.remove(photo, by=town["coordinator"], reason="Diminta orang yang terlihat.")
    assert not Photo.objects.exists()


def test_photos_come_in_through_the_page(town, plan, client):
    held(town)
    client.force_login(town["coordinator"])
    url = f"/bimtek/{town.enrolment.slug}/1/foto/tambah/"
    files = [picture("teal", name="a.jpg"), picture("navy", name="b.jpg")]
    client.post(url, {"photos": files, "caption": "Hari pertama"})
    assert Photo.objects.filter(caption="Hari pertama").count() == 2
    photo = Photo.objects.first()
    page = client.get(f"/bimtek/{town.enrolment.slug}/1/foto/")
    assert f"/bimtek/foto/{photo.pk}/kecil/" in page.content.decode()
    small = client.get(f"/bimtek/foto/{photo.pk}/kecil/")
    assert small["Content-Type"] == "image/jpeg"
    client.force_login(town["stranger"])
    assert client.get(f"/bimtek/foto/{photo.pk}/").status_code == 404


def test_a_visit_names_who_found_what(town, plan):
    facts = {
        "visited_on": date(2019, 7, 9),
        "title": "Kampung Masdarling",
        "place": "Bontang",
        "people": "Pembimbing, DLH",
        "findings": "- Bank sampah berjalan\n- Listrik belum cukup",
    }
    visit = visits.record(town.enrolment, by=town["mentor"], **facts)
    with pytest.raises(Blocked):
        visits.record(town.enrolment, by=town["mentor"], **facts)
    with pytest.raises(Blocked):
        visits.change(visit, by=town["mentor"], findings=" ")
    with pytest.raises(Blocked):
        visits.change(visit, by=town["mentor"], visited_on=date(2100, 1, 1))
    photos.add(visit, [picture()], by=town["coordinator"])
    assert FieldVisit.objects.get().photos.count() == 1
