"""What changed from one issued edition of a book, or of a volume, to another? As a page and as a workbook."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from masterplans import edition_differences, edition_records, edition_sheets
from masterplans.edition_differences import Differences
from masterplans.edition_records import AmountChange
from masterplans.edition_texts import ADDED, REMOVED, ChapterChange, Edition, SectionChange
from masterplans.models import BookEdition, VolumeEdition
from masterplans.views.differing import SIDE_BY_SIDE, differences
from masterplans.views.plans import plan_crumbs
from programs.edition_words import block_text
from smartcity_portal.kit.formats import day, rupiah

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OF_BOOK = ("book__plan__enrolment__region", "book__plan__enrolment__cohort")
OF_VOLUME = ("plan__enrolment__region", "plan__enrolment__cohort")


@login_required
@require_safe
def edition_compare(request: HttpRequest, sha256: str) -> HttpResponse:
    """Compare an edition of a book with the one before, or with ?dengan=<number>."""
    return _page(request, _visible(request, BookEdition.objects, OF_BOOK, sha256))


@login_required
@require_safe
def volume_compare(request: HttpRequest, sha256: str) -> HttpResponse:
    """Compare an edition of the volume with the one before, or with ?dengan=<number>."""
    return _page(request, _visible(request, VolumeEdition.objects, OF_VOLUME, sha256))


@login_required
@require_safe
def edition_differences_file(request: HttpRequest, sha256: str) -> HttpResponse:
    return _file(request, _visible(request, BookEdition.objects, OF_BOOK, sha256))


@login_required
@require_safe
def volume_differences_file(request: HttpRequest, sha256: str) -> HttpResponse:
    return _file(request, _visible(request, VolumeEdition.objects, OF_VOLUME, sha256))


def _visible(request: HttpRequest, rows: Any, names: tuple[str, ...], sha256: str) -> Edition:
    visible: QuerySet = rows.visible_to(request.user).select_related(*names)
    return get_object_or_404(visible, sha256=sha256)


def _between(request: HttpRequest, edition: Edition) -> tuple[Differences, list[Edition]]:
    """The differences that were asked for; 404 when there is no other edition."""
    editions = edition_differences.siblings(edition)
    found = edition_differences.other(editions, edition, request.GET.get("dengan", ""))
    if found is None:
        raise Http404
    old = next(row for row in editions if row.pk == found.pk)
    _share_parents(edition, old)
    return edition_differences.between(old, edition), editions


def _share_parents(edition: Edition, other: Edition) -> None:
    """Both editions are of one book or plan; what was read of it is not read again."""
    for name in ("book", "plan"):
        if name in edition._state.fields_cache:
            setattr(other, name, getattr(edition, name))


def _page(request: HttpRequest, new: Edition) -> HttpResponse:
    found, editions = _between(request, new)
    view = request.GET.get("tampilan", "")
    choice = f"dengan={found.old.number}"
    context = {
        "found": found,
        "name": edition_differences.name_of(new),
        "region": new.enrolment.region,
        "old": _head(found.old),
        "new": _head(new),
        "heads": [_head(found.old), _head(new)],
        "amounts": _amounts(found),
        "total": _amount(found.total),
        "others": [row for row in editions if row.pk != new.pk],
        "chapters": [
            _chapter(chapter, place, view)
            for place, chapter in enumerate(found.changed_chapters, start=1)
        ],
        "twin": view == SIDE_BY_SIDE,
        "choice": choice,
        "file_url": f"{reverse(_file_name(new), kwargs={'sha256': new.sha256})}?{choice}",
        "swap_url": f"{reverse(_page_name(new), kwargs={'sha256': found.old.sha256})}?dengan={new.number}",
        "crumbs": _crumbs(new),
    }
    return render(request, "masterplans/edition_compare.html", context)


def _file(request: HttpRequest, new: Edition) -> HttpResponse:
    found, _editions = _between(request, new)
    subject = new.book.short if isinstance(new, BookEdition) else _("all books")
    stem = slugify(f"{_('changes')} {subject} {new.enrolment.slug}")
    response = HttpResponse(edition_sheets.workbook(found), content_type=MIME)
    name = f"{stem}-{found.old.number}-{new.number}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page_name(edition: Edition) -> str:
    noun = "edition" if isinstance(edition, BookEdition) else "volume"
    return f"masterplans:{noun}_compare"


def _file_name(edition: Edition) -> str:
    noun = "edition" if isinstance(edition, BookEdition) else "volume"
    return f"masterplans:{noun}_differences"


def _head(edition: Edition) -> dict[str, Any]:
    region = edition.enrolment.region
    return {
        "edition": edition,
        "title": _("Edition %(number)d") % {"number": edition.number},
        "day": day(edition.issued_at, region),
        "url": edition.get_absolute_url(),
    }


def _amounts(found: Differences) -> list[dict[str, Any]]:
    """The agencies whose amount changed, and all others in one line, so that the sum can be followed."""
    rows = [_amount(row) for row in found.changed_amounts]
    others = [row for row in found.amounts if not row.difference]
    if rows and others:
        rest = edition_records.total(others)
        name = ngettext(
            "%(count)d agency whose amount stayed", "%(count)d agencies whose amounts stayed", len(others)
        ) % {"count": len(others)}  # fmt: skip
        rows.append(_amount(rest) | {"agency": name})
    return rows


def _amount(row: AmountChange) -> dict[str, Any]:
    return {"agency": row.agency, "old": row.old, "new": row.new, "step": _step(row.difference)}


def _step(amount: Decimal) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{rupiah(abs(amount))}" if amount else "–"


def _chapter(chapter: ChapterChange, place: int, view: str) -> dict[str, Any]:
    sections = [
        _section(part, f"c{place}s{number}-", view) for number, part in enumerate(chapter.sections)
    ]
    return {"chapter": chapter, "sections": sections}


def _section(part: SectionChange, prefix: str, view: str) -> dict[str, Any]:
    shown = differences(part.old, part.new, view=view) if part.old != part.new else {}
    return {
        "part": part,
        "prefix": prefix,
        "is_added": part.kind == ADDED,
        "is_removed": part.kind == REMOVED,
        "blocks_in": [block_text(name) for name in part.blocks_in],
        "blocks_out": [block_text(name) for name in part.blocks_out],
        **shown,
    }


def _crumbs(edition: Edition) -> list[dict[str, str]]:
    last = {"label": _("Compare editions"), "url": ""}
    if isinstance(edition, BookEdition):
        book = edition.book
        return [
            *plan_crumbs(book.plan),
            {"label": book.short, "url": book.get_absolute_url()},
            last,
        ]
    url = reverse("masterplans:volume_detail", kwargs={"slug": edition.enrolment.slug})
    volume = {"label": _("All books in one volume"), "url": url}
    return [*plan_crumbs(edition.plan), volume, last]
