"""What does the stand-in answer to each request? Both versions of the interface, and faults."""

import base64
import binascii
import json
import time
import uuid
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commitments.signing.measures import page_height
from commitments.simulation.people import STATUS_CODES, People
from commitments.simulation.reports import report_v1, report_v2
from commitments.simulation.signer import Place, Signer

FAULTS = (
    *("timeout_before", "timeout_after", "http500", "zero_byte", "not_pdf", "reorder"),
    *("short_array", "401", "429", "slow_verify", "rewritten", "dropped"),
)
SIGNING = ("/api/sign/pdf", "/api/v2/sign/pdf")


@dataclass(frozen=True)
class Reply:
    """An answer; `drop` closes the connection in the middle instead."""

    status: int = 200
    kind: str = "application/json"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False


@dataclass(frozen=True)
class Wanted:
    """One file to be signed, wherever it came from."""

    pdf: bytes
    place: Place | None
    reason: str


@dataclass
class Service:
    """The stand-in's state. `faults` are used up one by one, by whatever comes next.

    `answers_by_number`: version 1 gives only the number of a document, to be downloaded once.
    """

    folder: Path
    people: People = field(default_factory=People)
    account: tuple[str, str] = ("portal", "simulasi")
    patience: float = 5.0
    faults: deque[str] = field(default_factory=deque)
    kept: dict[str, bytes] = field(default_factory=dict)
    signed: int = 0
    calls: list[str] = field(default_factory=list)
    answers_by_number: bool = False
    _last: bytes = b""

    def __post_init__(self) -> None:
        self.signer = Signer(self.folder)
        self.signer.authority()

    def v2_status(self, data: dict[str, Any]) -> Reply:
        """Always 200; what is wrong stands in the words."""
        identity = str(data.get("email") or data.get("nik") or "")
        return _status(self.people.state_of(identity))

    def v1_status(self, nik: str) -> Reply:
        """The same for version 1."""
        return _status(self.people.state_of(nik))

    def v2_code(self, data: dict[str, Any]) -> Reply:
        """Make a one-time code; the person reads it on the stand-in's own page."""
        identity = str(data.get("email") or data.get("nik") or "")
        if self.people.state_of(identity) != "ISSUE":
            return failure(400, "User tidak terdaftar 2011")
        self.people.new_code(identity, int(data.get("data") or 1))
        return as_json({"success": True, "message": "TOTP dikirim (simulasi)"})

    def v2_sign(self, data: dict[str, Any], fault: str) -> Reply:
        """Sign one or several files; one set of properties serves all, or each has its own."""
        identity = str(data.get("email") or data.get("nik") or "")
        files, places = data.get("file") or [], data.get("signatureProperties") or []
        if not files or len(places) not in {1, len(files)}:
            return failure(400, "signatureProperties tidak sesuai")
        refused = self._refuse(
            identity, str(data.get("passphrase", "")), str(data.get("totp", "")), len(files)
        )
        if refused:
            return refused
        begun = time.monotonic()
        try:
            wanted = [
                _wanted_v2(base64.b64decode(content, validate=True), places[number % len(places)])
                for number, content in enumerate(files)
            ]
        except (binascii.Error, ValueError, KeyError, TypeError):
            return crash("/api/v2/sign/pdf")
        made = [self._sign(identity, each) for each in wanted]
        spoilt = _spoil(fault, made)
        taken = int((time.monotonic() - begun) * 1000)
        encoded = [base64.b64encode(each).decode() for each in spoilt]
        return Reply(
            body=b""
            if fault == "zero_byte"
            else json.dumps({"time": taken, "file": encoded}).encode(),
            drop=fault == "dropped",
        )

    def v1_sign(self, fields: Mapping[str, str], files: Mapping[str, bytes], fault: str) -> Reply:
        """Sign one file; the answer is the file itself, base64 of it, or its number."""
        nik = fields.get("nik", "")
        refused = self._refuse(nik, fields.get("passphrase", ""), "", 1)
        if refused:
            return refused
        try:
            wanted = _wanted_v1(fields, files)
        except (KeyError, ValueError):
            return failure(400, "Proses signing gagal : parameter tidak lengkap")
        [content] = _spoil(fault, [self._sign(nik, wanted)]) or [b""]
        number = uuid.uuid4().hex
        self.kept[number] = content if fault not in {"zero_byte", "dropped"} else self._last
        headers = {"id_dokumen": number}
        if fault == "zero_byte":
            return Reply(kind="application/pdf", headers=headers)
        if fields.get("jenis_response") == "BASE64":
            encoded = base64.b64encode(content).decode()
            return as_json({"id_dokumen": number, "base64_signed_file": encoded})
        if self.answers_by_number:
            return as_json({"id_dokumen": number})
        return Reply(kind="application/pdf", body=content, headers=headers, drop=fault == "dropped")

    def v1_download(self, number: str) -> Reply:
        """Each file once."""
        content = self.kept.pop(number, None)
        if content is None:
            return failure(404, "4044 berkas tidak tersedia, sudah diunduh")
        return Reply(kind="application/pdf", body=content)

    def verify(self, content: bytes, version: int) -> Reply:
        """Check a file against the throw-away root."""
        if not content.startswith(b"%PDF-"):
            return crash("/api/v2/verify/pdf")
        report = report_v2 if version == 2 else report_v1
        return as_json(report(content, self.signer))

    def _refuse(self, identity: str, passphrase: str, code: str, files: int) -> Reply | None:
        state = self.people.state_of(identity)
        if state != "ISSUE":
            number = STATUS_CODES.get(state, 2021)
            return failure(400, f"Proses signing gagal : User tidak terdaftar {number}")
        if not self.people.confirms(identity, passphrase=passphrase, code=code, files=files):
            return failure(400, "Proses signing gagal : Passphrase anda salah 2031")
        return None

    def _sign(self, identity: str, wanted: Wanted) -> bytes:
        self._last = self.signer.sign(
            wanted.pdf,
            name=self.people.name_of(identity),
            reason=wanted.reason,
            place=wanted.place,
        )
        self.signed += 1
        return self._last


def _status(state: str) -> Reply:
    number = STATUS_CODES.get(state, 1112)
    return as_json({"status_code": number, "status": state, "message": f"{state} (simulasi)"})


def _wanted_v2(pdf: bytes, place: dict[str, Any]) -> Wanted:
    reason = str(place.get("reason", ""))
    if str(place.get("tampilan", "INVISIBLE")).upper() != "VISIBLE":
        return Wanted(pdf, None, reason)
    page = int(place.get("page", 1)) - 1
    x, y = float(place["originX"]), float(place["originY"])
    width, height = float(place["width"]), float(place["height"])
    top = page_height(pdf, page)
    box = (x, top - y - height, x + width, top - y)
    picture = base64.b64decode(place.get("imageBase64", ""), validate=True)
    return Wanted(pdf, Place(page, box, picture), reason)


def _wanted_v1(fields: Mapping[str, str], files: Mapping[str, bytes]) -> Wanted:
    pdf, reason = files["file"], fields.get("reason", "")
    if not pdf.startswith(b"%PDF-"):
        raise ValueError("not a PDF")
    if fields["tampilan"].lower() != "visible":
        return Wanted(pdf, None, reason)
    page = int(fields["page"]) - 1
    x, y = float(fields["xAxis"]), float(fields["yAxis"])
    box = (x, y, x + float(fields["width"]), y + float(fields["height"]))
    return Wanted(pdf, Place(page, box, files.get("imageTTD", b"")), reason)


def _spoil(fault: str, made: list[bytes]) -> list[bytes]:
    if fault == "not_pdf":
        return [b"<html>Gateway</html>" for _each in made]
    if fault == "rewritten":
        return [each.replace(b"%PDF-1.7", b"%PDF-1.6", 1) for each in made]
    if fault == "reorder":
        return made[::-1] if len(made) > 1 else [b"%PDF-1.7 berkas lain"]
    if fault == "short_array":
        return made[:-1]
    return made


def as_json(data: Any, status: int = 200) -> Reply:
    """A plain JSON answer."""
    return Reply(status=status, body=json.dumps(data).encode())


def failure(status: int, words: str) -> Reply:
    """A refusal, worded as the real service words it: the code is inside the text."""
    return as_json({"error": words, "status_code": status}, status)


def crash(path: str) -> Reply:
    """A failure of the server itself."""
    return as_json(
        {"timestamp": time.time(), "status": 500, "error": "Internal Server Error", "path": path},
        500,
    )


def unauthorised(path: str) -> Reply:
    """Wrong account of the portal."""
    return as_json(
        {"timestamp": time.time(), "status": 401, "error": "Unauthorized", "path": path}, 401
    )
