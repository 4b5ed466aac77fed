from commitments.models.check import Check
from commitments.models.mandate import Aide, AideNote, Mandate, OnBehalf
from commitments.models.sheet import (
    PROMISES,
    NumberSeries,
    Sheet,
    SheetKind,
    SheetVersion,
    SigningOrder,
)
from commitments.models.signatory import Question, Role, Route, Signatory
from commitments.models.signature import Certificate, Signature
from commitments.models.wording import Footer, SheetWording

__all__ = [
    "PROMISES",
    "Aide",
    "AideNote",
    "Certificate",
    "Check",
    "Footer",
    "Mandate",
    "NumberSeries",
    "OnBehalf",
    "Question",
    "Role",
    "Route",
    "Sheet",
    "SheetKind",
    "SheetVersion",
    "SheetWording",
    "Signatory",
    "Signature",
    "SigningOrder",
]
