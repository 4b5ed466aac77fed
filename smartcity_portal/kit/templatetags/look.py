"""Which marks and formats may a template write? Icons, chips, balls, meters, charts, dates, money."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.utils import render_crispy_form
from django import forms, template
from django.core.paginator import Page
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartcity_portal.kit import formats, icons
from smartcity_portal.kit.forms import house_helper

register = template.Library()

# tone: class, icon, the word when the page gives none
TONES = {
    "none": ("none", "circle", gettext_lazy("Not started")),
    "busy": ("busy", "pencil", gettext_lazy("In progress")),
    "wait": ("wait", "hourglass-split", gettext_lazy("Waiting for review")),
    "redo": ("redo", "arrow-counterclockwise", gettext_lazy("Needs changes")),
    "ok": ("ok", "check-circle-fill", gettext_lazy("Approved")),
    "stop": ("stop", "x-octagon-fill", gettext_lazy("Cancelled")),
    "sign": ("wait", "pen", gettext_lazy("Waiting for signature")),
    "signed": ("ok", "pen-fill", gettext_lazy("Signed")),
}
TRACK = ("busy", "wait", "redo", "ok")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; decoration unless it stands alone and has a label."""
    if label:
        return format_html(
            '<svg class="i" viewBox="0 0 16 16" role="img" aria-label="{}">{}</svg>',
            label,
            icons.shape(name),
        )
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', icons.shape(name)
    )


@register.simple_tag
def chip(tone: str, word: str = "", sign: str = "") -> SafeString:
    """Say the state of one thing: word and icon on a soft ground."""
    css, usual, standard = TONES[tone]
    sign = sign or usual
    return format_html('<span class="chip {}">{}{}</span>', css, icon(sign), word or standard)


@register.simple_tag
def state(tone: str, word: str = "") -> SafeString:
    """Say the same inside a dense table, without a ground."""
    css, sign, standard = TONES[tone]
    sign = "dash" if tone == "none" else sign
    return format_html(
        '<span class="state {}">{}<span>{}</span></span>', css, icon(sign), word or standard
    )


@register.simple_tag
def ball(holder: str, days: int | None = None, you: bool = False) -> SafeString:
    """Say who must act and for how long; ochre when it is the reader."""
    waited = ""
    if days is not None:
        waited = format_html(' <span class="days">{}</span>', formats.waiting(days))
    return format_html(
        '<span class="ball{}"><span><span class="visually-hidden">{} </span>{}{}</span></span>',
        " you" if you else "",
        _("Waiting for"),
        holder,
        waited,
    )


@register.simple_tag
def meter(value: int, of: int, what: str, css: str = "") -> SafeString:
    """Show progress in its only definition: approved ÷ all, in words and as a bar."""
    words = _("%(value)s of %(of)s") % {"value": formats.number(value), "of": formats.number(of)}
    return format_html(
        '<div class="meter {}"><span><b>{}</b> {}</span><progress value="{}" max="{}" aria-label="{} {}"></progress></div>',
        css,
        words,
        what,
        value,
        of or 1,
        words,
        what,
    )


@register.simple_tag
def eg() -> SafeString:
    """Mark what is invented."""
    return format_html('<span class="eg">{}</span>', _("example"))


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """Name the theme for <html>: the account's choice, a visitor's cookie, or nothing (the device)."""
    request = context.get("request")
    cookie = getattr(request, "COOKIES", {}).get("theme", "")
    chosen = getattr(getattr(request, "user", None), "theme", cookie)
    return chosen if chosen in {"light", "dark"} else ""


@register.simple_tag(takes_context=True)
def fields(context: Context, form: forms.BaseForm) -> SafeString:
    """Draw the error summary and the fields of any form, with or without a helper of its own."""
    return render_crispy_form(form, getattr(form, "helper", None) or house_helper(), context)


@register.filter
def page_numbers(page: Page) -> list[int]:
    """List the pages to offer; 0 stands for a gap."""
    last = page.paginator.num_pages
    near = {1, last, page.number - 1, page.number, page.number + 1}
    numbers = [n for n in range(1, last + 1) if n in near or last <= 7]
    out: list[int] = []
    for n in numbers:
        if out and n - out[-1] > 1:
            out.append(0)
        out.append(n)
    return out


@register.filter
def track(tone: str) -> list[str]:
    """Split the path of a chapter into past, at and todo for the four columns of the matrix."""
    if tone not in TRACK:
        return ["todo"] * len(TRACK)
    here = TRACK.index(tone)
    return ["past" if i < here else "at" if i == here else "todo" for i in range(len(TRACK))]


class _Lenient(dict):
    """A row of a part; what it leaves out is empty, found without raising and searching."""

    def __missing__(self, key: str) -> str:
        return ""


@register.filter
def lenient(rows: Iterable[Any] | None) -> list[Any]:
    """Let a part ask rows for what they may leave out: much cheaper than a failed look-up."""
    return [_Lenient(row) if type(row) is dict else row for row in rows or ()]


@register.filter
def initials(name: str) -> str:
    """Take up to two letters of a name for its face."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalpha()]
    return "".join(word[0] for word in words[:2]).upper()


def _unless_empty(name: str, write: Any) -> None:
    def write_if_there(value: Any, argument: Any = None) -> str:
        if value is None or value == "":
            return ""
        return write(value) if argument is None else write(value, argument)

    register.filter(name, write_if_there)


for _name in (
    "day",
    "day_brief",
    "weekday",
    "clock",
    "moment",
    "number",
    "rupiah",
    "rupiah_brief",
    "size",
    "waiting",
):
    _unless_empty(_name, getattr(formats, _name))


@register.filter
def until(first: Any, last: Any) -> str:
    """Write 8–9 Juli 2019."""
    return formats.day_range(first, last) if first else ""


@register.filter
def until_brief(first: Any, last: Any) -> str:
    """Write 8–9 Jul."""
    return formats.day_range(first, last, brief=True) if first else ""
