"""What may stand in a cell: text, a number, an amount, yes or no? Read from people, written for people.

`read` takes what a file holds (text, number, date, None) and returns the value, or raises
Unreadable with a sentence; `write` returns the cell; `show` returns the text that a person reads
and by which two values are compared.
"""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity_portal.kit import formats

EXACT_DIGITS = 15
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
GROUPED = re.compile(r"\d{1,3}([.,\s])\d{3}(\1\d{3})*")
POWER = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)


class Unreadable(Exception):
    """A cell that cannot be taken as it stands; the message is a sentence for people."""


def tidy(text: str) -> str:
    """Return a text with one kind of line break and without what no page can show."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class Kind:
    """One kind of value. `number_format` is Excel's, `width` the usual width of its column."""

    number_format = "@"
    width = 20
    wraps = False

    def read(self, value: Any, scope: Any) -> Any:
        """Return the value of a cell that is not empty; raise Unreadable with a sentence."""
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """Return what the cell of a spreadsheet holds."""
        return value

    def show(self, value: Any) -> str:
        """Return what people read in a CSV file and in the preview."""
        return "" if value is None else str(value)

    def empty(self) -> Any:
        """Return the value of an empty cell."""
        return None

    def hint(self) -> str:
        """Say how the column is filled in."""
        return ""

    def options(self, scope: Any) -> list[str]:
        """Return the words to choose from, for the drop-down list of the template."""
        return []


class Text(Kind):
    def __init__(
        self, limit: int = 0, *, lines: bool = False, email: bool = False, digits: int = 0
    ) -> None:
        self.limit, self.wraps, self.email, self.digits = limit, lines, email, digits
        self.width = 50 if lines else 28

    def read(self, value: Any, scope: Any) -> str:
        text = tidy(self._as_text(value))
        if self.digits:
            text = self._only_digits(text)
        if self.limit and len(text) > self.limit:
            raise Unreadable(
                _("This text has %(count)d characters; at most %(limit)d fit.")
                % {"count": len(text), "limit": self.limit}
            )
        if self.email and text:
            try:
                validate_email(text)
            except ValidationError:
                raise Unreadable(
                    _("This is not an e-mail address, such as nama@kota.go.id.")
                ) from None
        return text

    def write(self, value: Any) -> str:
        return self.show(value)

    def show(self, value: Any) -> str:
        return "" if value is None else tidy(str(value))

    def empty(self) -> str:
        return ""

    def hint(self) -> str:
        if self.email:
            return _("An e-mail address.")
        if self.digits:
            return _("%(digits)d digits.") % {"digits": self.digits}
        return (
            _("Text of at most %(limit)d characters.") % {"limit": self.limit} if self.limit else ""
        )

    def _as_text(self, value: Any) -> str:
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, int | float):
            if abs(value) >= 10**EXACT_DIGITS:
                raise Unreadable(
                    _(
                        "Excel keeps only %(digits)d digits of a number, so this one is no longer exact. Format the column as text and type it again."
                    )
                    % {"digits": EXACT_DIGITS}
                )
            return str(int(value)) if value == int(value) else repr(value)
        if isinstance(value, time):
            return f"{value:%H:%M}"
        return value.isoformat() if isinstance(value, date) else str(value)

    def _only_digits(self, text: str) -> str:
        if POWER.fullmatch(text):
            raise Unreadable(
                _(
                    "Excel has shortened this number. Format the column as text and type the digits again."
                )
            )
        bare = re.sub(r"[\s.'-]", "", text)
        if text and (not bare.isdecimal() or len(bare) != self.digits):
            raise Unreadable(_("Write %(digits)d digits.") % {"digits": self.digits})
        return bare


class Number(Kind):
    """A number; a comma marks decimals, as Indonesians write, and a dot groups thousands."""

    width = 14

    def __init__(
        self, *, whole: bool = True, least: int | None = None, most: int | None = None
    ) -> None:
        self.whole, self.least, self.most = whole, least, most
        self.number_format = "0" if whole else "General"

    def read(self, value: Any, scope: Any) -> int | Decimal:
        number = self._parsed(value)
        if self.whole:
            if number != number.to_integral_value():
                raise Unreadable(_("Write a whole number."))
            number = number.to_integral_value()
        if self.least is not None and number < self.least:
            raise Unreadable(_("The number must be at least %(least)d.") % {"least": self.least})
        if self.most is not None and number > self.most:
            raise Unreadable(_("The number must be at most %(most)d.") % {"most": self.most})
        return int(number) if self.whole else number

    def write(self, value: Any) -> Any:
        return None if value is None or value == "" else value

    def show(self, value: Any) -> str:
        if value is None or value == "":
            return ""
        exact = Decimal(str(value))
        if exact == exact.to_integral_value():
            return f"{exact:.0f}"
        return f"{exact.normalize():f}".replace(".", ",")

    def hint(self) -> str:
        if self.whole:
            return _("A whole number, in digits.")
        return _("A number; decimals after a comma.")

    def _parsed(self, value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
            raise Unreadable(_("Write a number, in digits."))
        if not isinstance(value, str):
            return Decimal(str(value))
        typed = value.strip().replace("\u00a0", " ").replace("−", "-")
        typed = re.sub(r"^Rp\.?\s*", "", typed, flags=re.IGNORECASE)
        sign = "-" if typed.startswith("-") else ""
        bare = typed.removeprefix("-").strip()
        if not self.whole and re.fullmatch(r"\d{1,3}\.\d{3}", bare):
            raise Unreadable(
                _(
                    "“%(value)s” can be read in two ways. Write the thousands without a dot and the decimals after a comma."
                )
                % {"value": value}
            )
        if GROUPED.fullmatch(bare) and (self.whole or not re.fullmatch(r"\d+,\d{3}", bare)):
            bare = re.sub(r"\D", "", bare)
        elif re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", bare):
            bare = bare.replace(".", "").replace(",", ".")
        elif re.fullmatch(r"\d+,\d+", bare):
            bare = bare.replace(",", ".")
        try:
            if not re.fullmatch(r"\d+(\.\d+)?", bare):
                raise InvalidOperation
            return Decimal(sign + bare)
        except InvalidOperation:
            raise Unreadable(_("Write a number, in digits.")) from None


class Rupiah(Number):
    """Whole rupiah, typed as 1250000000, 1.250.000.000 or Rp1.250.000.000."""

    width = 18

    def __init__(self) -> None:
        super().__init__(whole=True, least=0)
        self.number_format = "#,##0"

    def read(self, value: Any, scope: Any) -> Decimal:
        return Decimal(super().read(value, scope))

    def hint(self) -> str:
        return _("Whole rupiah, in digits: %(example)s.") % {"example": formats.number(1250000000)}


class Flag(Kind):
    width = 10
    YES, NO = gettext_lazy("Yes"), gettext_lazy("No")
    TRUE = {"ya", "yes", "y", "1", "true", "benar", "x", "✓", "v"}
    FALSE = {"tidak", "no", "n", "t", "0", "false", "salah", "-", "bukan"}

    def read(self, value: Any, scope: Any) -> bool:
        word = (
            str(int(value) if isinstance(value, bool | int | float) else value).strip().casefold()
        )
        if word in self.TRUE | _in_all_languages(self.YES):
            return True
        if word in self.FALSE | _in_all_languages(self.NO):
            return False
        raise Unreadable(_("Write %(yes)s or %(no)s.") % {"yes": str(self.YES), "no": str(self.NO)})

    def write(self, value: Any) -> str:
        return self.show(value)

    def show(self, value: Any) -> str:
        return "" if value is None else str(self.YES if value else self.NO)

    def empty(self) -> bool:
        return False

    def options(self, scope: Any) -> list[str]:
        return [str(self.YES), str(self.NO)]


def _in_all_languages(word: Any) -> set[str]:
    return {text.casefold() for text in in_all_languages(word)}


def in_all_languages(word: Any) -> list[str]:
    """Return a lazy text in every language of the portal, the active one first."""
    texts = [str(word)]
    for code in ("id", "en"):
        with translation.override(code):
            texts.append(str(word))
    return list(dict.fromkeys(texts))
