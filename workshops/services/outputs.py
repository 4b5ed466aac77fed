"""How does an output of a bimtek come in, and how does the mentor check or return it?"""

from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import history, permission
from smartcity_portal.kit import blobs
from smartcity_portal.kit.documents import clean_document
from smartcity_portal.kit.machine import Blocked
from workshops import notices
from workshops.facts import Facts
from workshops.models import Output
from workshops.outputs import is_there


@transaction.atomic
def upload(
    output: Output, file: IO[bytes], *, by: User, name: str = "", at: datetime | None = None
) -> Output:
    """Store the file of an output; a new file takes back an earlier check.

    Raises Blocked for an output that the portal computes, ValidationError for a wrong file.
    """
    output = _locked(output)
    permission.require("workshops.upload_output", output, by=by)
    if output.is_computed:
        raise Blocked([_("This output is computed from the plan's records; nothing is uploaded.")])
    content, file_name = clean_document(file, name or getattr(file, "name", ""))
    output.file_sha256, output.file_name = blobs.put(content), file_name
    output.uploaded_by, output.uploaded_at = by, at or timezone.now()
    output.checked_by = output.checked_at = None
    output.save()
    _remember("upload", output, by=by, at=at, file=file_name)
    notices.output_uploaded(output, by=by)
    return output


@transaction.atomic
def check(output: Output, *, by: User, at: datetime | None = None) -> Output:
    """The mentor has looked at the output and found it good. Raises Blocked when nothing is there."""
    output = _locked(output)
    permission.require("workshops.check_output", output, by=by)
    if output.is_checked:
        raise Blocked([_("This output has been checked already.")])
    if not is_there(Facts([output.enrolment]), output):
        raise Blocked([_("“%(output)s” is not there yet.") % {"output": output}])
    output.checked_by, output.checked_at = by, at or timezone.now()
    output.save(update_fields=["checked_by", "checked_at"])
    _remember("check", output, by=by, at=at)
    notices.output_checked(output, by=by)
    return output


@transaction.atomic
def give_back(output: Output, *, by: User, reason: str, at: datetime | None = None) -> Output:
    """The mentor asks for a better file, or takes back a check. Raises Blocked without a reason."""
    output = _locked(output)
    permission.require("workshops.return_output", output, by=by)
    if not reason.strip():
        raise Blocked([_("Say what has to change.")])
    if not output.is_checked and not is_there(Facts([output.enrolment]), output):
        raise Blocked([_("“%(output)s” is not there yet.") % {"output": output}])
    output.checked_by = output.checked_at = None
    output.file_sha256 = output.file_name = ""
    output.uploaded_by = output.uploaded_at = None
    output.save()
    _remember("return", output, by=by, at=at, reason=reason.strip())
    notices.output_returned(output, by=by, reason=reason.strip())
    return output


def _locked(output: Output) -> Output:
    return (
        Output.objects.select_for_update(of=("self",))
        .select_related(
            "workshop__enrolment__region", "workshop__enrolment__cohort__edition", "plan"
        )
        .get(pk=output.pk)
    )


def _remember(verb: str, output: Output, *, by: User, at: datetime | None, **data: str) -> None:
    history.record(
        f"workshops.output.{verb}", output.workshop, by=by, at=at, output=output.plan.title, **data
    )
