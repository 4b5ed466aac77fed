"""What is one thing that is wrong with a file?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Fault:
    """The clause of the standard, the page (from 0) if it is on one, and a sentence for people."""

    clause: str
    page: int | None
    said: str

    def __str__(self) -> str:
        where = _("page %(page)d") % {"page": self.page + 1} if self.page is not None else "–"
        return f"{self.clause}  {where}  {self.said}"
