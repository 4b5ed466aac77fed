"""Which office of the demo changes hands while its sheet waits for a signature? All of it is an example."""

from datetime import timedelta

from programs.models import Office, Tenure
from programs.services import officials
from smartcity_portal.demo.city import City
from smartcity_portal.kit import clock

AGENCY = "Bapelitbangda"
SUCCESSOR = "Ir. Ratna Puspita (contoh)"


def change_hands(city: City) -> None:
    """The head of an agency of Batam leaves; the successor has not acknowledged the office yet."""
    office = Office.objects.filter(
        region=city.region, agency__short_name=AGENCY, is_head=True
    ).first()
    if office is None or Tenure.objects.filter(official__name=SUCCESSOR).exists():
        return
    successor = officials.register(SUCCESSOR, by=city.ministry, region=city.region, is_example=True)
    officials.appoint(
        office,
        successor,
        by=city.ministry,
        capacity="plt",
        since=clock.today() - timedelta(days=4),
        decree="800/1234/2022 (contoh)",
        is_example=True,
    )
