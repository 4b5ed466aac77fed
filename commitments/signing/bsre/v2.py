"""How is a file signed through version 2 of the interface? JSON in, JSON with base64 out."""

import base64
from typing import Any

from django.views.decorators.debug import sensitive_variables

from commitments.signing.bsre import answers
from commitments.signing.bsre.service import Person, Service
from commitments.signing.bsre.wire import ask
from commitments.signing.measures import page_height
from commitments.signing.port import NotSigned, Order, Outcome


class ClientV2:
    """Origin of coordinates: the upper left corner, growing downwards."""

    def __init__(self, service: Service) -> None:
        self.service = service

    @sensitive_variables()
    def status(self, person: Person) -> str:
        """Ask for the state of a certificate, by e-mail address or NIK."""
        return answers.state_in(
            ask(self.service, "POST", "/api/v2/user/check/status", data=_identity(person))
        )

    @sensitive_variables()
    def request_code(self, person: Person) -> None:
        """The code is meant for one file; it reaches the person, never the portal."""
        data = {**_identity(person), "data": 1}
        answer = ask(self.service, "POST", "/api/v2/sign/get/totp", data=data)
        answers.refuse(answer)
        if answer.data.get("success") is False:
            raise NotSigned("refused")

    @sensitive_variables()
    def sign(self, order: Order, person: Person, picture: bytes, before: bytes) -> Outcome:
        """Send one file; exactly one must come back."""
        x0, y0, x1, y1 = order.box
        place = {
            "tampilan": "VISIBLE",
            "imageBase64": base64.b64encode(picture).decode("ascii"),
            "page": order.page + 1,
            "originX": round(x0, 2),
            "originY": round(page_height(before, order.page) - y1, 2),
            "width": round(x1 - x0, 2),
            "height": round(y1 - y0, 2),
            "reason": order.reason,
        }
        answer = ask(
            self.service,
            "POST",
            "/api/v2/sign/pdf",
            data={
                **_identity(person),
                person.factor: person.secret.reveal(),
                "signatureProperties": [place],
                "file": [base64.b64encode(before).decode("ascii")],
            },
            signs=True,
        )
        answers.refuse_signing(answer)
        files = answer.data.get("file")
        if not isinstance(files, list):
            answers.unknown("empty" if not answer.body else "not_pdf", "")
        if len(files) != 1:
            answers.unknown("wrong_count", "")
        return Outcome(answers.pdf(answers.decoded(files[0])))

    def fetch(self, document_id: str) -> bytes:
        """Version 2 keeps nothing that could be fetched."""
        raise NotSigned("not_there")


def _identity(person: Person) -> dict[str, Any]:
    return {person.identity: person.known_by.reveal()}
