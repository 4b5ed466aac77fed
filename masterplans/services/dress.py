"""How does a region dress its books: with its colours, with annexes, with words of its leaders?"""

from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import history, permission
from masterplans.models import Book, Brand, Foreword, Masterplan
from masterplans.models.dress import COLOUR
from masterplans.pdf.brand import Brand as Colours
from masterplans.pdf.brand import pairings
from masterplans.services import checks
from programs.models import Region
from smartcity_portal.kit import blobs
from smartcity_portal.kit.formats import number as written
from smartcity_portal.kit.machine import Blocked
from smartcity_portal.kit.uploads import clean_image

MOST_FOREWORDS = 12


@transaction.atomic
def change_brand(
    region: Region, *, by: Any, primary: str, accent: str, ground: str, motif: str
) -> Brand:
    """Set the colours of a region's books. Raises Blocked for pairs that people cannot read, ValidationError for what is no colour."""
    permission.require("masterplans.change_brand", region, by=by)
    for colour in (primary, accent, ground):
        COLOUR(colour.lower())
    colours = Colours(primary.lower(), accent.lower(), ground.lower(), motif)
    if reasons := reasons_against(colours):
        raise Blocked(reasons)
    values = {
        "primary": colours.primary,
        "accent": colours.accent,
        "ground": colours.ground,
        "motif": colours.motif,
    }
    brand, _made = Brand.objects.update_or_create(region=region, defaults=values)
    history.record("masterplans.brand.change", region, by=by, primary=brand.primary)
    return brand


def reasons_against(colours: Colours) -> list[str]:
    """Name the pairs of colours that lie too close to each other."""
    return [
        _("%(pair)s: the contrast is %(value)s to 1, it has to be %(least)s to 1 at least.")
        % {
            "pair": pair.label,
            "value": written(round(pair.value, 1), 1),
            "least": written(pair.least, 1),
        }
        for pair in pairings(colours)
        if not pair.is_readable
    ]


@transaction.atomic
def wear_annexes(book: Book, *, by: Any, wanted: bool) -> Book:
    """Print the annexes in a book that stands alone, or leave them to the volume."""
    book = Book.objects.select_for_update().get(pk=book.pk)
    permission.require("masterplans.dress_book", book, by=by)
    if book.annexes != wanted:
        book.annexes = wanted
        book.save(update_fields=["annexes"])
        verb = "masterplans.book.take_annexes" if wanted else "masterplans.book.leave_annexes"
        history.record(verb, book, by=by)
    return book


@transaction.atomic
def add_foreword(
    plan: Masterplan, *, by: Any, at: datetime | None = None, **fields: Any
) -> Foreword:
    """Put a foreword before the plan's books, behind those that are there."""
    plan = Masterplan.objects.select_for_update().get(pk=plan.pk)
    permission.require("masterplans.dress_plan", plan, by=by)
    known = plan.forewords.order_by("-order")
    if known.count() >= MOST_FOREWORDS:
        raise Blocked(
            [_("A plan has at most %(most)d forewords. Change or remove one.") % {"most": MOST_FOREWORDS}]
        )  # fmt: skip
    last = known.first()
    row = Foreword(plan=plan, order=last.order + 1 if last else 1)
    return _write(row, "masterplans.foreword.add", by=by, at=at, **fields)


@transaction.atomic
def change_foreword(
    foreword: Foreword, *, by: Any, at: datetime | None = None, **fields: Any
) -> Foreword:
    """Write a foreword anew; issued editions keep what they show."""
    row = Foreword.objects.select_for_update().get(pk=foreword.pk)
    permission.require("masterplans.dress_plan", row.plan, by=by)
    return _write(row, "masterplans.foreword.change", by=by, at=at, **fields)


@transaction.atomic
def move_foreword(foreword: Foreword, *, by: Any, up: bool) -> Foreword:
    """Let a foreword stand one place earlier or later."""
    plan = Masterplan.objects.select_for_update().get(pk=foreword.plan_id)
    permission.require("masterplans.dress_plan", plan, by=by)
    rows = list(plan.forewords.order_by("order", "pk"))
    place = [row.pk for row in rows].index(foreword.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        now = timezone.now()
        for number, row in enumerate(rows, start=1):
            row.order, row.updated_at = number, now
        Foreword.objects.bulk_update(rows, ["order", "updated_at"])
        history.record("masterplans.foreword.move", plan, by=by, title=foreword.title)
    return foreword


@transaction.atomic
def remove_foreword(foreword: Foreword, *, by: Any) -> None:
    """Take a foreword out; issued editions keep what they show."""
    row = Foreword.objects.select_for_update().get(pk=foreword.pk)
    permission.require("masterplans.dress_plan", row.plan, by=by)
    history.record("masterplans.foreword.remove", row.plan, by=by, title=row.title)
    row.delete()
    checks.want_plan(row.plan)


def _write(
    row: Foreword,
    verb: str,
    *,
    by: Any,
    at: datetime | None,
    photo: IO[bytes] | None = None,
    without_photo: bool = False,
    **fields: Any,
) -> Foreword:
    book = fields.get("book")
    if book is not None and book.plan_id != row.plan_id:
        raise Blocked([_("This book belongs to another plan.")])
    for name in ("book", "title", "text", "author", "office", "place", "dated"):
        if name in fields:
            setattr(row, name, fields[name])
    if photo is not None:
        row.photo_sha256 = blobs.put(clean_image(photo)[0])
    elif without_photo:
        row.photo_sha256 = ""
    row.updated_by, row.updated_at = by, at or timezone.now()
    row.save()
    history.record(verb, row.plan, by=by, at=at, title=row.title)
    checks.want_plan(row.plan)
    return row
