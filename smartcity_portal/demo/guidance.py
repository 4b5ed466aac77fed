"""Which revision of the guidance waits in the demo to be put in force? A draft, and an example."""

from accounts.models import User
from programs.guidance.parts import part_of
from programs.models import EditionState, GuidanceEdition
from programs.services import edition_changes, editions

YEAR = 2022
REASON = "Contoh: tiga butir SWOT per kuadran belum cukup bagi analisis kesenjangan."


def revise(ministry: User) -> None:
    """A draft that asks bimtek I for more SWOT entries; nobody goes by it yet."""
    edition = GuidanceEdition.objects.filter(year=YEAR).order_by("-revision").first()
    if edition is None or edition.revision > 1 or edition.state != EditionState.FROZEN:
        return
    draft = edition_changes.revise(edition, reason=REASON, by=ministry)
    data = editions.export(draft)
    part = part_of(data, "bimtek-1")
    if part is None:
        return
    values = part.read(data)
    for row in values["requirements"]:
        if row["kind"] == "swot_filled":
            row["minimum"] = 4
    edition_changes.save_part(draft, part, values, {}, seen=part.stamp(data), by=ministry)
