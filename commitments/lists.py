"""How do sheets and the board of signatories leave as spreadsheets? Signatures never come in by file."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from commitments.models import Role, Route, SheetKind, Signatory
from commitments.models import Sheet as CommitmentSheet
from commitments.states import SheetState, SignatoryState
from programs.models import Enrolment
from smartcity_portal.kit.sheets import Choice, Column, Moment, Number, Sheet, Text, register

FIELDS = (
    *("order", "role", "group", "name", "office", "rank", "nip", "route", "state"),
    *("asked_at", "seen_at", "signed_at"),
)


def _rows(enrolment: Enrolment, user: User) -> Iterator[dict[str, Any]]:
    found = Signatory.objects.filter(sheet__enrolment=enrolment).select_related(
        "sheet", "agency", "tenure__official"
    )
    for signatory in found.order_by("sheet__created_at", "sheet__pk", "order", "pk"):
        sheet = signatory.sheet
        yield {
            "sheet": sheet.title,
            "kind": sheet.kind,
            "number": sheet.number,
            "sheet_state": sheet.state,
            "agency": signatory.agency.name if signatory.agency else "",
            **{name: getattr(signatory, name) for name in FIELDS},
            "signer": signatory.signer_name if signatory.has_signed else "",
        }


register(
    Sheet(
        name="commitments.signatories",
        title=_("Signatories"),
        scope=Enrolment,
        columns=[
            Column("sheet", _("Sheet"), Text(), width=40),
            Column("kind", _("Kind"), Choice(SheetKind)),
            Column("number", _("Number"), Text()),
            Column("sheet_state", _("State of the sheet"), Choice(SheetState)),
            Column("order", _("Order"), Number(), width=8),
            Column("group", _("turn"), Number(), width=8),
            Column("role", _("role"), Choice(Role)),
            Column("name", _("Name"), Text()),
            Column("office", _("Office"), Text(), width=40),
            Column("agency", _("Agency (OPD)"), Text()),
            Column("rank", _("Rank"), Text()),
            Column("nip", "NIP", Text()),
            Column("route", _("Route"), Choice(Route)),
            Column("state", _("State"), Choice(SignatoryState)),
            Column("signer", _("Signed by"), Text()),
            Column("asked_at", _("Asked"), Moment()),
            Column("seen_at", _("Seen"), Moment()),
            Column("signed_at", _("Signed at"), Moment()),
        ],
        rows=_rows,
        may_export="commitments.draft_sheet",
        page=lambda enrolment: reverse("commitments:sheet_of", args=[enrolment.slug]),
    )
)


def _sheets(scope: None, user: User) -> Iterator[dict[str, Any]]:
    found = (
        CommitmentSheet.objects.visible_to(user)
        .with_names()
        .select_related("agency")
        .with_progress()
    )
    for sheet in found.newest_first():
        yield {
            "region": str(sheet.region),
            "cohort": sheet.enrolment.cohort.year,
            "kind": sheet.kind,
            "title": sheet.title,
            "agency": sheet.agency.name if sheet.agency else "",
            "number": sheet.number,
            "state": sheet.state,
            "since": sheet.state_since,
            "done": sheet.signatory_done,
            "total": sheet.signatory_total,
            "sha256": sheet.head_sha256,
        }


register(
    Sheet(
        name="commitments.sheets",
        title=_("Commitment sheets"),
        scope=None,
        columns=[
            Column("region", _("Region"), Text()),
            Column("cohort", _("Cohort"), Number()),
            Column("kind", _("Kind"), Choice(SheetKind)),
            Column("title", _("Title"), Text(), width=44),
            Column("agency", _("Agency (OPD)"), Text()),
            Column("number", _("Number"), Text()),
            Column("state", _("State"), Choice(SheetState)),
            Column("since", _("Since"), Moment()),
            Column("done", _("Signed"), Number()),
            Column("total", _("Signatories"), Number()),
            Column("sha256", "SHA-256", Text(), width=68),
        ],
        rows=_sheets,
        may_export="accounts.view_own",
        page=lambda scope: reverse("commitments:sheet_list"),
    )
)
