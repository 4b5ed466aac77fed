from commitments.models.attempt import Attempt
from commitments.models.check import Check
from commitments.models.endpoint import ApiVersion, Factor, Identity, SigningEndpoint
from commitments.models.mandate import Aide, AideNote, Mandate, OnBehalf
from commitments.models.number import NumberSeries
from commitments.models.revocation import Revocation, RevocationList
from commitments.models.scan import InkAnnex, InkSignature, Scan, ScanCheck, ScanFiling
from commitments.models.sheet import PROMISES, Sheet, SheetKind, SigningOrder
from commitments.models.signatory import OUTSIDE_ROUTES, Question, Role, Route, Signatory
from commitments.models.signature import Certificate, Signature
from commitments.models.version import SheetVersion
from commitments.models.wording import Footer, SheetWording

__all__ = [
    "OUTSIDE_ROUTES",
    "PROMISES",
    "Aide",
    "AideNote",
    "ApiVersion",
    "Attempt",
    "Certificate",
    "Check",
    "Factor",
    "Footer",
    "Identity",
    "InkAnnex",
    "InkSignature",
    "Mandate",
    "NumberSeries",
    "OnBehalf",
    "Question",
    "Revocation",
    "RevocationList",
    "Role",
    "Route",
    "Scan",
    "ScanCheck",
    "ScanFiling",
    "Sheet",
    "SheetKind",
    "SheetVersion",
    "SheetWording",
    "Signatory",
    "Signature",
    "SigningEndpoint",
    "SigningOrder",
]
