"""How does the head of an official letter look? The region's arms when it gave them, else words only."""

from typing import Any

from programs.models import Region
from programs.services.letterheads import head_of
from smartcity_portal.kit import blobs
from smartcity_portal.kit.pdf import Asset


def kop_of(region: Region, *, unit: str = "") -> tuple[dict[str, Any], list[Asset]]:
    """Return the context of "masterplans/pdf/_kop.html" and the pictures that it shows.

    `unit` names another agency than the one whose address stands in the letterhead.
    """
    head = head_of(region)
    return drawn(
        {
            "government": f"Pemerintah {region.name}",
            "unit": unit or head.unit,
            "lines": head.address.splitlines(),
            "arms": head.arms_sha256,
        }
    )


def drawn(kop: dict[str, Any]) -> tuple[dict[str, Any], list[Asset]]:
    """Fetch the arms of a head whose words are known."""
    sha256 = kop.get("arms", "")
    if not sha256 or not blobs.exists(sha256):
        return {**kop, "arms_url": ""}, []
    content = blobs.read(sha256)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    arms = Asset(content, kind)
    return {**kop, "arms_url": arms.url}, [arms]
