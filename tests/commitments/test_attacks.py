"""Is every forged sheet refused, and what would other validators say? The table is docs/validators.md."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from accounts.models import Job
from accounts.runner import run
from commitments.models import Sheet
from commitments.services.checking import extended, judged, known
from commitments.signing.authority import the_ca
from commitments.signing.ca import asn1_certificate
from commitments.signing.inspection import inspect
from smartcity_portal.kit import blobs
from tests.commitments.attacks import EVERY_ATTACK, Honest
from tests.commitments.factories import ceremony, sign_all

PAGE = Path(settings.BASE_DIR) / "docs" / "validators.md"
ROW = re.compile(r"^\| `(\w+)` \|[^|]*\| (\w+) \| (\w+) \| (\w+) \|$", re.MULTILINE)
DOCUMENTED = {name: tuple(said) for name, *said in ROW.findall(PAGE.read_text())}
UNTOUCHED = "untouched"
UNABLE = "Signature has not yet been verified."


@pytest.fixture
def honest(db, tmp_path):
    """A finished sheet of three, and another of two."""
    one, two = (finished(people) for people in (3, 2))
    fields = list(one.signatories.order_by("order").values_list("field", flat=True))
    return Honest(versions_of(one), fields, versions_of(two), tmp_path)


def finished(people: int) -> Sheet:
    sheet = sign_all(ceremony(people).issued())
    run(Job.objects.about(sheet).get().pk)
    return sheet


def versions_of(sheet: Sheet) -> list[bytes]:
    return [blobs.read(row.sha256) for row in sheet.versions.order_by("number")]


def portal_says(content: bytes) -> str:
    """The verdict of the pages, reached in this process."""
    sha256 = blobs.sha256_of(content)
    found = known(sha256) or extended(content)
    return str((found or judged(inspect(content, [asn1_certificate(the_ca().root)]))).verdict)


def pyhanko_says(content: bytes) -> str:
    """What the signatures alone would be worth: rules for revisions, but no records."""
    found = inspect(content, [asn1_certificate(the_ca().root)])
    if found.problem or not found.signatures:
        return "none"
    return "accepts" if found.sound else "refuses"


def pdfsig_says(path: Path) -> str:
    """ "doubts" when every digest is right and yet no signature reaches the end of the file."""
    done = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    told = set(re.findall(r"Signature Validation: (.+)", done.stdout)) - {UNABLE}
    if not told:
        return "none"
    if told != {"Signature is Valid."}:
        return "refuses"
    return "accepts" if "- Total document signed" in done.stdout else "doubts"


def test_every_attack_is_refused_and_others_say_what_is_written(honest, tmp_path):
    """Prints the table as it was measured, to be written down when a validator changes its mind."""
    measured = {}
    for name in (UNTOUCHED, *EVERY_ATTACK):
        content = honest.final if name == UNTOUCHED else EVERY_ATTACK[name](honest)
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        measured[name] = (portal_says(content), pdfsig_says(path), pyhanko_says(content))
        print(f"| `{name}` | {name.replace('_', ' ')} | {' | '.join(measured[name])} |")
    believed = [name for name, said in measured.items() if said[0] in {"final", "current"}]
    assert believed == [UNTOUCHED], "the portal takes a forged file for its own"
    assert measured == DOCUMENTED


def test_there_are_enough_attacks():
    assert len(EVERY_ATTACK) >= 20
