"""What time was it? The portal's own time stamps (RFC 3161), made in this process."""

import datetime as dt
import secrets

from asn1crypto import cms, tsp, x509
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps import TimeStamper

from commitments.signing.ca import OID_CLOCK, PortalCa, asn1_certificate
from commitments.signing.signers import simple_signer


class PortalClock(TimeStamper):
    """A time stamper whose authority is the portal's server clock."""

    def __init__(self, ca: PortalCa) -> None:
        super().__init__()
        self.ca = ca
        self.signer: Signer = simple_signer(ca.clock, ca)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Answer a request with a signed statement of the present second."""
        certificate = asn1_certificate(self.ca.clock.certificate)
        info = {
            "version": "v1",
            "policy": tsp.ObjectIdentifier(OID_CLOCK),
            "message_imprint": req["message_imprint"],
            "serial_number": secrets.randbits(63),
            "gen_time": dt.datetime.now(dt.UTC).replace(microsecond=0),
            "tsa": x509.GeneralName(name="directory_name", value=certificate.subject),
        }
        if req["nonce"].native is not None:
            info["nonce"] = req["nonce"]
        content = cms.EncapsulatedContentInfo(
            {
                "content_type": "tst_info",
                "content": cms.ParsableOctetString(tsp.TSTInfo(info).dump()),
            }
        )
        token = await self.signer.async_sign_general_data(
            content, "sha256", detached=False, use_cades=True
        )
        status = tsp.PKIStatusInfo({"status": tsp.PKIStatus("granted")})
        return tsp.TimeStampResp({"status": status, "time_stamp_token": token})
