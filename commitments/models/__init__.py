from commitments.models.check import Check
from commitments.models.sheet import NumberSeries, Sheet, SheetVersion
from commitments.models.signatory import Question, Route, Signatory
from commitments.models.signature import Certificate, Signature

__all__ = [
    "Certificate",
    "Check",
    "NumberSeries",
    "Question",
    "Route",
    "Sheet",
    "SheetVersion",
    "Signatory",
    "Signature",
]
