"""How do phrases and counted faults leave and enter as spreadsheets?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from masterplans import faults
from masterplans.models import Phrase
from masterplans.services import phrases
from masterplans.states import Fault
from programs.models import Cohort
from smartcity_portal.kit.sheets import Choice, Column, Flag, Number, Row, Sheet, Text, register


def _phrases(scope: None, user: User) -> Iterator[dict[str, Any]]:
    for phrase in Phrase.objects.usable_by(user).with_use():
        yield {
            "id": phrase.pk,
            "category": phrase.category,
            "text": phrase.text,
            "shared": phrase.is_shared,
            "uses": phrase.uses,
        }


def _save_phrase(scope: None, row: Row, *, by: User) -> None:
    if not row.id:
        phrases.add(
            row["text"],
            category=row.get("category") or "",
            shared=bool(row.get("shared")),
            by=by,
        )
        return
    phrase = Phrase.objects.get(pk=row.id)
    text, category = row.get("text", phrase.text), row.get("category", phrase.category) or ""
    if (text, category) != (phrase.text, phrase.category):
        phrases.change(phrase, text=text, category=category, by=by)


register(
    Sheet(
        name="masterplans.phrases",
        title=_("Phrasebook"),
        scope=None,
        columns=[
            Column("text", _("Phrase"), Text(1000, lines=True), required=True, width=80),
            Column("category", _("Kind of fault"), Choice(Fault, default=""), width=30),
            Column("shared", _("For every mentor"), Flag()),
            Column("uses", _("Times used"), Number(), computed=True),
        ],
        key=("text",),
        rows=_phrases,
        save=_save_phrase,
        may_export="masterplans.use_phrases",
        may_import="masterplans.use_phrases",
        page=lambda scope: reverse("masterplans:phrase_list"),
    )
)

register(
    Sheet(
        name="masterplans.faults",
        title=_("Commonest faults"),
        scope=Cohort,
        columns=[
            Column("kind", _("Kind of fault"), Text(), width=36),
            Column("book", _("Book"), Number()),
            Column("chapter", _("Chapter"), Text(), width=40),
            Column("count", _("Comments"), Number()),
            Column("open", _("Not closed yet"), Number()),
            Column("regions", _("Regions"), Number()),
        ],
        rows=lambda cohort, user: faults.table_of(cohort),
        may_export="masterplans.count_faults",
        page=lambda cohort: reverse("masterplans:fault_list") + f"?angkatan={cohort.year}",
    )
)
