"""How does a test get minutes, decisions and tasks? Through the same services as people."""

import io
from datetime import date

from PIL import Image

from tests.people import Town
from tests.workshops.factories import hold, workshop
from workshops.models import Decision, Minutes, Workshop
from workshops.services import decisions
from workshops.services import minutes as service
from workshops.services.minutes_agreement import agree


def held(town: Town, number: int = 1) -> Workshop:
    """A bimtek of the town that has dates and took place."""
    row = workshop(town, number)
    Workshop.objects.filter(pk=row.pk).update(
        starts_on=date(2019, 7, 8), ends_on=date(2019, 7, 9), venue="Pendopo"
    )
    return hold(town, number)


def draft(town: Town, number: int = 1) -> Minutes:
    """Minutes that are complete enough to be handed in."""
    minutes = service.begin(held(town, number), by=town["coordinator"])
    head = {"chair": "Sekretaris Daerah", "keeper": "Kepala Bidang Aplikasi"}
    return service.write(minutes, by=town["coordinator"], head=head)


def decide(minutes: Minutes, town: Town, holder: str | None = None, **values) -> Decision:
    facts = {
        "text": "Buku 1 dilengkapi data tahun terakhir.",
        "holder": f"agency:{town.works.pk}" if holder is None else holder,
        "due_on": date(2019, 8, 1),
    }
    return decisions.add(minutes, by=town["coordinator"], **{**facts, **values})


def agreed(town: Town, number: int = 1, **values) -> Minutes:
    """Minutes with one decision and one task that count."""
    minutes = draft(town, number)
    decide(minutes, town, **values)
    service.submit(minutes, by=town["coordinator"])
    agree(minutes, by=town["mentor"])
    minutes.refresh_from_db()
    return minutes


def picture(colour: str = "teal", size: tuple[int, int] = (1200, 900), name: str = "foto.jpg"):
    """A JPEG that says where it was taken."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x0110] = "Kamera Uji"
    exif.get_ifd(0x8825)[2] = (0.0, 8.0, 0.0)
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif)
    stream.seek(0)
    stream.name = name
    return stream
