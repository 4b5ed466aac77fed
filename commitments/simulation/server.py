"""How is the stand-in reached? Over HTTP on this machine only, and nowhere in production."""

import base64
import hmac
import html
import io
import json
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from commitments.simulation.service import (
    FAULTS,
    SIGNING,
    Reply,
    Service,
    as_json,
    crash,
    failure,
    unauthorised,
)
from commitments.simulation.signer import WORTHLESS

LOOPBACK = "127.0.0.1"
MOST_BYTES = 80 * 1024 * 1024


class Simulation:
    """The stand-in, running in a thread of its own: `with Simulation(service) as url: …`."""

    def __init__(self, service: Service, port: int = 0) -> None:
        if settings.PRODUCTION:
            raise ImproperlyConfigured(
                "The local stand-in of BSrE signs worthlessly and does not run in production."
            )
        self.service = service
        handler = type("Bound", (Handler,), {"service": service})
        self.server = ThreadingHTTPServer((LOOPBACK, port), handler)
        self.server.daemon_threads = True
        service.signer.address = self.url

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{LOOPBACK}:{self.server.server_port}"

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self.url

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    """Reads a request, lets the service answer, and commits the fault that was asked for."""

    service: Service
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Status, download, and the stand-in's own page."""
        self._answer(b"")

    def do_POST(self) -> None:
        """Everything else."""
        size = int(self.headers.get("Content-Length") or 0)
        if size > MOST_BYTES:
            self._send(failure(413, "terlalu besar"))
            return
        self._answer(self.rfile.read(size))

    def _answer(self, body: bytes) -> None:
        if self.path == "/" or self.path.startswith("/simulasi/"):
            self._send(self._own_page(body))
            return
        path = self.path.split("?")[0]
        if path.startswith("/periksa/pki/") and path.endswith(".crl"):
            self._send(
                Reply(kind="application/pkix-crl", body=self.service.signer.revocation_list())
            )
            return
        self.service.calls.append(f"{self.command} {path}")
        fault = self._fault(path)
        if fault == "401" or not self._knows_account():
            self._send(unauthorised(path))
        elif fault == "429":
            self._send(failure(429, "Too Many Requests"))
        elif fault == "http500":
            self._send(crash(path))
        elif fault == "timeout_before":
            time.sleep(self.service.patience)
            self.close_connection = True
        else:
            reply = self._reply(path, body, fault)
            if fault in {"timeout_after", "slow_verify"}:
                time.sleep(self.service.patience)
            self._send(reply)

    def _fault(self, path: str) -> str:
        """A fault named in the request, or the next one laid out for signing or verifying."""
        if asked := self.headers.get("X-Fake-Fault", ""):
            return asked
        waiting = self.service.faults
        if not waiting:
            return ""
        verifies = "verify" in path
        if (path in SIGNING and waiting[0] != "slow_verify") or (
            verifies and waiting[0] == "slow_verify"
        ):
            return waiting.popleft()
        return ""

    def _knows_account(self) -> bool:
        given = self.headers.get("Authorization", "").removeprefix("Basic ")
        wanted = base64.b64encode(":".join(self.service.account).encode()).decode()
        return hmac.compare_digest(given.encode(), wanted.encode())

    def _reply(self, path: str, body: bytes, fault: str) -> Reply:
        service = self.service
        if path.startswith("/api/user/status/"):
            return service.v1_status(unquote(path.rsplit("/", 1)[1]))
        if path.startswith("/api/sign/download/"):
            return service.v1_download(path.rsplit("/", 1)[1])
        try:
            if path in {"/api/sign/pdf", "/api/sign/verify"}:
                fields, files = self._form(body)
                if path.endswith("verify"):
                    return service.verify(files.get("signed_file", b""), 1)
                return service.v1_sign(fields, files, fault)
            data = json.loads(body or b"{}")
            return self._reply_v2(path, data, fault)
        except (ValueError, MultiPartParserError):
            return crash(path)

    def _reply_v2(self, path: str, data: dict[str, Any], fault: str) -> Reply:
        service = self.service
        if path == "/api/v2/sign/pdf":
            return service.v2_sign(data, fault)
        if path == "/api/v2/user/check/status":
            return service.v2_status(data)
        if path == "/api/v2/sign/get/totp":
            return service.v2_code(data)
        if path == "/api/v2/verify/pdf":
            return service.verify(base64.b64decode(data.get("file", "")), 2)
        return failure(404, "Not Found")

    def _form(self, body: bytes) -> tuple[Mapping[str, str], dict[str, bytes]]:
        meta = {
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
        }
        parser = MultiPartParser(meta, io.BytesIO(body), [TemporaryFileUploadHandler()], "utf-8")
        fields, files = parser.parse()
        uploads: Any = files
        read = {name: uploads[name].read() for name in uploads}
        return {name: str(fields[name]) for name in fields}, read

    def _own_page(self, body: bytes) -> Reply:
        if self.path == "/simulasi/fault" and self.command == "POST":
            wanted = parse_qs(body.decode()).get("fault", [""])[0]
            if wanted in FAULTS:
                self.service.faults.append(wanted)
            return Reply(status=303, headers={"Location": "/"})
        if self.path == "/simulasi/state":
            return as_json({"signed": self.service.signed, "calls": self.service.calls[-50:]})
        return Reply(kind="text/html; charset=utf-8", body=page_of(self.service).encode())

    def _send(self, reply: Reply) -> None:
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.drop:
                self.wfile.write(reply.body[: len(reply.body) // 2])
                self.close_connection = True
                return
            self.wfile.write(reply.body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Requests carry who signs, so none is written down."""


def page_of(service: Service) -> str:
    """The stand-in's own page: whom it knows, codes it gave out, and faults to lay out."""
    people = service.people
    rows = "".join(
        f"<tr><td>{html.escape(name)}</td><td>{html.escape(identity)}</td>"
        f"<td>{people.state_of(identity)}</td>"
        f"<td>{code.digits if (code := people.codes.get(identity)) else ''}</td></tr>"
        for identity, name in sorted(people.names.items(), key=lambda row: row[1])
    )
    options = "".join(f"<option>{fault}</option>" for fault in FAULTS)
    waiting = ", ".join(service.faults) or "–"
    return f"""<!doctype html><html lang="id"><meta charset="utf-8"><title>{WORTHLESS}</title>
<h1>{WORTHLESS}</h1><p>Tiruan lokal Esign Client. Frasa sandi semua orang:
<code>{html.escape(people.passphrase)}</code>. Tanda tangan yang dibuat: {service.signed}.</p>
<form method="post" action="/simulasi/fault"><label>Gangguan berikutnya
<select name="fault">{options}</select></label> <button>Siapkan</button> Menunggu: {waiting}</form>
<table><tr><th>Nama</th><th>Identitas</th><th>Status</th><th>Kode sekali pakai</th></tr>{rows}</table>"""
