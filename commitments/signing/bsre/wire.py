"""How do bytes go to a signing service and back? Once, bounded, without redirects, unlogged.

A failure before the request is out says NotSigned; any after it says OutcomeUnknown.
"""

import ipaddress
import json
import socket
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3
from django.conf import settings
from django.views.decorators.debug import sensitive_variables
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    SSLError,
)
from urllib3.util import Retry, Timeout

from commitments.signing.bsre.service import Service
from commitments.signing.port import NotSigned, OutcomeUnknown

MOST_BYTES = 60 * 1024 * 1024
CONNECT_SECONDS = 6
ONCE = Retry(0, redirect=False, raise_on_redirect=False, raise_on_status=False)


@dataclass(frozen=True)
class Answer:
    """What the service answered."""

    status: int
    kind: str
    body: bytes
    document_id: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """The body as JSON; empty when it is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def words(self) -> str:
        """What the service says went wrong, for reading codes out of it; never shown."""
        data = self.data
        said = (data.get(key) for key in ("error", "message", "status_code", "status"))
        return " ".join(str(part) for part in said if part)


@sensitive_variables()
def ask(
    service: Service,
    method: str,
    path: str,
    *,
    data: dict[str, Any] | None = None,
    fields: dict[str, Any] | None = None,
    signs: bool = False,
) -> Answer:
    """Send one request. `signs` says that the person's signature may come of it."""
    headers = urllib3.make_headers(
        basic_auth=f"{service.username}:{service.password.reveal()}", user_agent="smartcity-portal"
    )
    body = None
    if data is not None:
        headers["Content-Type"], body = "application/json", json.dumps(data).encode()
    try:
        pool = _pool(service)
        response = pool.request(
            method,
            service.base_url.rstrip("/") + path,
            headers=headers,
            body=body,
            fields=fields,
            preload_content=False,
        )
    except (NewConnectionError, ConnectTimeoutError, LocationParseError):
        raise NotSigned("unreachable") from None
    except SSLError:
        raise NotSigned("tls") from None
    except (HTTPError, OSError) as error:
        raise _after_sending(error, signs) from None
    return _read(response, signs)


def _read(response: urllib3.BaseHTTPResponse, signs: bool) -> Answer:
    document_id = response.headers.get("id_dokumen", "")[:64]
    try:
        body = response.read(MOST_BYTES + 1, decode_content=True)
    except (HTTPError, OSError):
        if signs:
            raise OutcomeUnknown("dropped", document_id) from None
        raise NotSigned("unreachable") from None
    finally:
        response.release_conn()
        response.close()
    if len(body) > MOST_BYTES:
        raise OutcomeUnknown("too_large", document_id) if signs else NotSigned("unexpected")
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    return Answer(response.status, kind, body, document_id)


def _after_sending(error: Exception, signs: bool) -> Exception:
    slow = "imed out" in str(error) or isinstance(error, TimeoutError)
    if signs:
        return OutcomeUnknown("timeout" if slow else "dropped")
    return NotSigned("unreachable")


def _pool(service: Service) -> urllib3.PoolManager:
    reachable(service.base_url, allows_http=service.allows_http)
    context = ssl.create_default_context()
    if service.tls_ca:
        try:
            context.load_verify_locations(cadata=service.tls_ca)
        except ssl.SSLError:
            raise NotSigned("tls") from None
    return urllib3.PoolManager(
        num_pools=1,
        retries=ONCE,
        timeout=Timeout(connect=CONNECT_SECONDS, read=service.timeout),
        ssl_context=context,
    )


def reachable(base_url: str, *, allows_http: bool) -> None:
    """May the portal speak with this address at all? NotSigned with a code when not.

    A service in the own network is named in SIGNING_HOSTS; the portal itself and what lies
    beside it is never one, except on a laptop.
    """
    parts = urlsplit(base_url)
    if parts.scheme != "https" and not (parts.scheme == "http" and allows_http):
        raise NotSigned("not_encrypted")
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise NotSigned("bad_address")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        raise NotSigned("unreachable") from None
    if settings.PRODUCTION:
        for *_rest, address in found:
            _may_be_reached(parts.hostname, str(address[0]))


def _may_be_reached(host: str, address: str) -> None:
    ip = ipaddress.ip_address(address.split("%")[0])
    if ip.is_global:
        return
    if host not in settings.SIGNING_HOSTS or not ip.is_private or ip.is_loopback:
        raise NotSigned("closed_network")
    if ip.is_link_local or ip.is_unspecified or ip.is_multicast:
        raise NotSigned("closed_network")
