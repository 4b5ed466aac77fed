"""What does a signature cost beside pyHanko's own command line, and does it stay cheap?

A sheet of forty people is printed, certified, signed forty times and sealed with an authority
of its own in a throw-away folder. Nothing of the portal's data is touched; all is CPU time.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization

from commitments.signing.appearance import MarkStyle
from commitments.signing.ca import PortalCa, asn1_certificate, portal_ca
from commitments.signing.document import Place, finish, prepare, sign_field
from commitments.signing.inspection import inspect
from commitments.signing.marks import from_name
from smartcity_portal.bench.figure import Figure, at_most, for_the_record
from smartcity_portal.kit import blobs, pdf

PEOPLE, RUNS = 40, 5
ANCHOR = f"commitments.sheet:1#40:{'a' * 64}; #9000:{'b' * 64}"
LINES = ("Ditandatangani secara elektronik, tidak tersertifikasi", "11 Oktober 2019, 09.31 WITA")


@dataclass
class Bundle:
    """The forty signatures as they were made: every version, and what each cost."""

    ca: PortalCa
    versions: list[bytes]
    seconds: list[float] = field(default_factory=list)


def figures() -> Iterator[Figure]:
    """Yield the cost of one signature, its growth, the size, and how checks compare."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = _sign_everybody(Path(folder))
        first, last = (
            statistics.median(part) for part in (bundle.seconds[:5], bundle.seconds[-5:])
        )
        yield for_the_record("sign.first", first * 1000, unit="ms CPU")
        yield for_the_record("sign.fortieth", last * 1000, unit="ms CPU")
        yield at_most("sign.growth", last / first, 3, unit="× the first")
        yield at_most(
            "sign.beside_pyhanko",
            _ratio_to_command_line(bundle, Path(folder)),
            0.3,
            unit="× pyhanko addsig",
        )
        seal, final = _cpu(
            lambda: finish(bundle.versions[-1], bundle.ca, bundle.ca.crls(), anchor=ANCHOR)
        )
        yield for_the_record("sign.seal", seal * 1000, unit="ms CPU")
        yield at_most("sign.size", len(final) / 1_000_000, 1.1, unit="MB of 40 signatures")
        yield from _checks(final, bundle.ca)
        yield from _second_opinions(final, bundle.ca, Path(folder))


def _checks(final: bytes, ca: PortalCa) -> Iterator[Figure]:
    roots = [asn1_certificate(ca.root)]
    full, found = _cpu(lambda: inspect(final, roots))
    known = statistics.median(_cpu(lambda: blobs.sha256_of(final))[0] for _ in range(RUNS))
    yield for_the_record("sign.full_check", full * 1000, unit="ms CPU")
    yield at_most("sign.known_check", known / full, 0.01, unit="× a full check")
    broken = sum(not row.holds for row in found.signatures)
    yield at_most("sign.signatures_that_fail", broken + (not found.sound), 0, unit="of 42")


def _second_opinions(final: bytes, ca: PortalCa, folder: Path) -> Iterator[Figure]:
    """The full check beside pyHanko's command and pdfsig, and what these two make of the file."""
    (folder / "final.pdf").write_bytes(final)
    (folder / "root.pem").write_bytes(ca.root.public_bytes(serialization.Encoding.PEM))
    own, _found = _cpu(lambda: inspect(final, [asn1_certificate(ca.root)]))
    theirs, said = _cpu_of(
        [
            *(_pyhanko(), "sign", "validate", "--executive-summary", "--no-revocation-check"),
            *("--trust", str(folder / "root.pem"), str(folder / "final.pdf")),
        ]
    )
    yield for_the_record("sign.check_by_pyhanko", theirs * 1000, unit="ms CPU")
    yield at_most("sign.check_beside_pyhanko", own / theirs, 1, unit="× pyhanko validate")
    if shutil.which("pdfsig") is None:
        return
    digests, said = _cpu_of(["pdfsig", "-nocert", str(folder / "final.pdf")])
    yield for_the_record("sign.check_by_pdfsig", digests * 1000, unit="ms CPU, digests")
    valid = said.count("Signature Validation: Signature is Valid.")
    yield at_most("sign.refused_by_pdfsig", PEOPLE + 1 - valid, 0, unit=f"of {PEOPLE + 1}")


def _cpu_of(command: list[str]) -> tuple[float, str]:
    """CPU seconds and words of another program; it may well end with a refusal."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, done.stdout + done.stderr


def _pyhanko() -> str:
    return str(Path(sys.executable).with_name("pyhanko"))


def _sign_everybody(folder: Path) -> Bundle:
    ca = portal_ca(folder / "ca", make_demo=True)
    printed = paper()
    places = {
        name.removeprefix("kotak-"): Place(
            box.page, (box.x, box.y, box.x + box.width, box.y + box.height), name
        )
        for name, box in printed.boxes.items()
    }
    style = MarkStyle(stencil=from_name("Dra. Pejabat Contoh"), lines=LINES)
    bundle = Bundle(ca, [prepare(printed.content, places, ca, reason="Contoh")])
    for name in sorted(places):
        spent, after = _cpu(partial(_sign, bundle, name, style))
        bundle.seconds.append(spent)
        bundle.versions.append(after)
    return bundle


def _sign(bundle: Bundle, name: str, style: MarkStyle, at: int = -1) -> bytes:
    """The whole act: a key of its own, its certificate, mark, signature and time stamp."""
    key = bundle.ca.one_time(
        name="Dra. Pejabat Contoh, M.Si.",
        office="Kepala Dinas Contoh",
        organisation="Pemerintah Kota Contoh",
        base_url="http://localhost:8000",
    )
    return sign_field(
        bundle.versions[at], name, key, bundle.ca, style=style, reason="Contoh", anchor=ANCHOR
    )


def _ratio_to_command_line(bundle: Bundle, folder: Path) -> float:
    """One signature on the certified file, here and by pyHanko's command, in turns."""
    style = MarkStyle(stencil=from_name("Dra. Pejabat Contoh"), lines=LINES)
    command = _command(bundle, folder)
    ratios = []
    for _ in range(RUNS):
        own, _after = _cpu(lambda: _sign(bundle, "ttd-001", style, at=0))
        theirs, _said = _cpu_of(command)
        ratios.append(own / theirs)
    return statistics.median(ratios)


def _command(bundle: Bundle, folder: Path) -> list[str]:
    (folder / "in.pdf").write_bytes(bundle.versions[0])
    key = bundle.ca.seal.key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    handle = os.open(folder / "key.pem", os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    (folder / "cert.pem").write_text(bundle.ca.seal.pem)
    return [
        *(_pyhanko(), "sign", "addsig", "--field", "ttd-001", "--use-pades", "--existing-only"),
        *("pemder", "--no-pass", "--key", str(folder / "key.pem")),
        *("--cert", str(folder / "cert.pem"), str(folder / "in.pdf"), str(folder / "out.pdf")),
    ]


def paper() -> pdf.Printed:
    """A page with a box for each of the forty."""
    rows = "".join(
        f'<tr><td>Dra. Pejabat Ke-{n}</td><td><div class="box" id="kotak-ttd-{n:03d}"></div></td></tr>'
        for n in range(1, PEOPLE + 1)
    )
    html = f'<html lang="id"><head><title>Contoh</title></head><body><table>{rows}</table></body></html>'
    css = "@page { size: A4 } td { padding: 4pt } tr { break-inside: avoid } .box { width: 150pt; height: 34pt }"
    return pdf.render(html, css=css, box_prefix="kotak-")


def _cpu(act: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = act()
    return time.process_time() - start, result
