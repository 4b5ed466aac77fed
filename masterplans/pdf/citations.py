"""How is a work cited in the text, and how does it stand in the bibliography?"""

from collections.abc import Iterable, Mapping
from html import escape, unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from masterplans.pdf.content import SourceRow


def names_of(sources: Iterable[SourceRow]) -> dict[str, str]:
    """Return what the text calls each work, by key: "Bappenas, 2019", with letters where two agree."""
    found: dict[str, list[SourceRow]] = {}
    for source in in_order(sources):
        found.setdefault(_short(source), []).append(source)
    return {
        source.key: name + (_letter(place) if len(rows) > 1 else "")
        for name, rows in found.items()
        for place, source in enumerate(rows)
    }


def citation(name: str, place: str = "") -> str:
    """Return the words that stand in the text: "(Bappenas, 2019, hlm. 12)"."""
    return f"({name}, {place})" if place else f"({name})"


def in_order(sources: Iterable[SourceRow]) -> list[SourceRow]:
    """Sort works as a bibliography does: authors, year, title."""
    return sorted(
        sources, key=lambda one: (one.authors.casefold(), one.year, one.title.casefold(), one.key)
    )


def entry(source: SourceRow, names: Mapping[str, str]) -> str:
    """Return one line of the bibliography as HTML."""
    year = names[source.key].rpartition(", ")[2] if source.key in names else source.year
    parts = [
        f"{escape(_all(source.authors))} ({escape(year)}).",
        f"<em>{escape(source.title)}</em>.",
    ]
    house = ": ".join(filter(None, (source.place, source.publisher)))
    if house:
        parts.append(f"{escape(house)}.")
    if source.url:
        parts.append(_address(source))
    return " ".join(parts)


def plain(source: SourceRow, names: Mapping[str, str]) -> str:
    """Return the line of the bibliography without markup."""
    return unescape(strip_tags(entry(source, names)))


def _short(source: SourceRow) -> str:
    people = _people(source.authors)
    surnames = [name.partition(",")[0] for name in people]
    if len(surnames) > 2:
        who = _("%(name)s et al.") % {"name": surnames[0]}
    elif len(surnames) == 2:
        who = _("%(names)s and %(last)s") % {"names": surnames[0], "last": surnames[1]}
    else:
        who = surnames[0] if surnames else source.title
    return f"{who}, {_year(source)}"


def _year(source: SourceRow) -> str:
    return source.year or _("n.d.")


def _people(authors: str) -> list[str]:
    return [name.strip() for name in authors.split(";") if name.strip()]


def _all(authors: str) -> str:
    people = _people(authors)
    if len(people) < 2:
        return "".join(people)
    return _("%(names)s and %(last)s") % {"names": ", ".join(people[:-1]), "last": people[-1]}


def _address(source: SourceRow) -> str:
    address = f'<a href="{escape(source.url)}">{escape(source.url)}</a>'
    if not source.accessed:
        return f"{address}."
    return _("%(address)s (read on %(day)s).") % {
        "address": address,
        "day": escape(source.accessed),
    }


def _letter(place: int) -> str:
    return chr(ord("a") + place) if place < 26 else str(place)
