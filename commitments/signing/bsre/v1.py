"""How is a file signed through version 1 of the interface? Form data in, the PDF itself out."""

from django.views.decorators.debug import sensitive_variables

from commitments.signing.bsre import answers
from commitments.signing.bsre.service import Person, Service
from commitments.signing.bsre.wire import Answer, ask
from commitments.signing.port import NotSigned, Order, Outcome


class ClientV1:
    """Origin of coordinates: the lower left corner, as in the PDF itself."""

    def __init__(self, service: Service) -> None:
        self.service = service

    @sensitive_variables()
    def status(self, person: Person) -> str:
        """Version 1 knows people by NIK only."""
        return answers.state_in(
            ask(self.service, "GET", f"/api/user/status/{person.known_by.reveal()}")
        )

    def request_code(self, person: Person) -> None:
        """There are no one-time codes in version 1."""
        raise NotSigned("no_codes")

    @sensitive_variables()
    def sign(self, order: Order, person: Person, picture: bytes, before: bytes) -> Outcome:
        """Send the file with where the picture goes."""
        x0, y0, x1, y1 = order.box
        answer = ask(
            self.service,
            "POST",
            "/api/sign/pdf",
            fields={
                "file": ("lembar.pdf", before, "application/pdf"),
                "imageTTD": ("ttd.png", picture, "image/png"),
                "nik": person.known_by.reveal(),
                "passphrase": person.secret.reveal(),
                "tampilan": "visible",
                "image": "true",
                "page": str(order.page + 1),
                "xAxis": _points(x0),
                "yAxis": _points(y0),
                "width": _points(x1 - x0),
                "height": _points(y1 - y0),
                "reason": order.reason,
                "jenis_response": "BYTE",
            },
            signs=True,
        )
        answers.refuse_signing(answer)
        return self._signed(answer)

    def _signed(self, answer: Answer) -> Outcome:
        if answer.kind != "application/json":
            return Outcome(
                answers.pdf(answer.body, answer.document_id), document_id=answer.document_id
            )
        named = str(answer.data.get("id_dokumen") or answer.document_id)[:64]
        if "base64_signed_file" in answer.data:
            content = answers.decoded(answer.data["base64_signed_file"], named)
            return Outcome(answers.pdf(content, named), document_id=named)
        if not named:
            answers.unknown("empty", "")
        try:
            return Outcome(self.fetch(named), document_id=named)
        except NotSigned:
            answers.unknown("dropped", named)

    def fetch(self, document_id: str) -> bytes:
        """The service hands each file out once."""
        answer = ask(self.service, "GET", f"/api/sign/download/{document_id}")
        answers.refuse(answer)
        if not answer.body.startswith(b"%PDF-"):
            raise NotSigned("not_there")
        return answer.body


def _points(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
