"""What is left when the process is killed at step 1, at step 2, … of signing, issuing or sealing?

A step is a statement to the database or a change of a file. For each, a process of its own is
killed (-9) just before it; then the traces are examined, and the act is done again to its end.
Works on the database that is configured. Prints how many steps there were and every fault found,
as JSON.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402

from accounts.models import Job  # noqa: E402
from accounts.runner import run  # noqa: E402
from accounts.services import history  # noqa: E402
from commitments.models import NumberSeries, Sheet, SheetVersion, Signature  # noqa: E402
from commitments.services import sheets  # noqa: E402
from commitments.signing.authority import the_ca  # noqa: E402
from commitments.signing.document import END_FIELD, SEAL_FIELD, filled_fields  # noqa: E402
from smartcity_portal.kit import blobs  # noqa: E402
from tests.commitments.factories import ceremony, sign, sign_all  # noqa: E402

CHANGES = {"os.rename", "os.chmod", "os.mkdir", "os.remove", "os.rmdir"}


@dataclass
class Death:
    """Counts the steps of this process and ends it before one of them."""

    at: int
    step: int = 0

    def __call__(self) -> None:
        self.step += 1
        if self.step == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, args: tuple) -> None:
        """Called by Python for everything a program does to the system."""
        if event in CHANGES:
            self()
        elif event == "open" and str(args[0]).startswith(str(settings.PORTAL_VAR)):
            flags = args[2] if isinstance(args[2], int) else 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self()

    def asked(self, execute: Callable, *args: Any) -> Any:
        """Called for every statement to the database."""
        self()
        return execute(*args)


@dataclass
class Act:
    """What is done, what may be left of it, and what must be there in the end."""

    do: Callable[[], Any]
    faults: Callable[[bool], list[str]]


def dies(act: Act, at: int) -> bool:
    """Do the act in a process that is killed before its step `at`; False when it ended before."""
    child = os.fork()
    if child == 0:
        death = Death(at)
        sys.addaudithook(death.heard)
        with connection.execute_wrapper(death.asked):
            act.do()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the act failed by itself")
    return os.WIFSIGNALED(status)


class Files:
    """SQLite as it was before the act: a copy of its file."""

    def __init__(self) -> None:
        self.database = Path(settings.DATABASES["default"]["NAME"])
        self.base = self.database.with_suffix(".base")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        shutil.copy(self.database, self.base)

    def go_back(self) -> None:
        connections.close_all()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.database}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.base, self.database)


class Server:
    """PostgreSQL as it was before the act: a database made from a template."""

    def __init__(self) -> None:
        self.name = settings.DATABASES["default"]["NAME"]
        self._tell(f'CREATE DATABASE "{self.name}_base" TEMPLATE "{self.name}"')

    def go_back(self) -> None:
        self._tell(
            f'DROP DATABASE "{self.name}" WITH (FORCE)',
            f'CREATE DATABASE "{self.name}" TEMPLATE "{self.name}_base"',
        )

    def _tell(self, *statements: str) -> None:
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def faults_of_file(sheet: Sheet) -> list[str]:
    """The head is a kept file, the last version, and holds exactly the signatures on record."""
    faults = []
    last = sheet.versions.order_by("-number").first()
    if last is None or last.sha256 != sheet.head_sha256:
        return ["the head is not the last version"]
    content = blobs.read(sheet.head_sha256)
    if blobs.sha256_of(content) != sheet.head_sha256:
        faults.append("the head's bytes are not its own")
    ends = {END_FIELD} if sheet.state == "completed" else set()
    expected = {SEAL_FIELD, *sheet.signatures.values_list("field", flat=True), *ends}
    if set(filled_fields(content)) != expected:
        faults.append("the head holds other signatures than the records")
    if sheet.versions.count() != sheet.signatures.count() + 1 + len(ends):
        faults.append("versions and signatures differ")
    return [*faults, *history.faults_in()]


def signing() -> Act:
    sheet = ceremony(2, programs=False).issued()
    signatory = sheet.signatories.with_sheet().first()

    def faults(ended: bool) -> list[str]:
        row = Sheet.objects.get(pk=sheet.pk)
        found, made = faults_of_file(row), Signature.objects.filter(sheet=row).count()
        signed = row.signatories.signed().count()
        if made != signed or made > 1 or (ended and made != 1):
            found.append(f"{made} signatures, {signed} have signed")
        return found

    return Act(lambda: sign(signatory), faults)


def issuing() -> Act:
    made = ceremony(2, programs=False)
    sheet = made.draft()

    def do() -> None:
        row = Sheet.objects.get(pk=sheet.pk)
        if row.state == "draft":
            sheets.issue(row, by=made.coordinator)

    def faults(ended: bool) -> list[str]:
        row = Sheet.objects.get(pk=sheet.pk)
        if row.state == "draft":
            left = bool(row.head_sha256 or row.number or SheetVersion.objects.exists())
            left = left or NumberSeries.objects.filter(last__gt=0).exists()
            return ["half issued"] * left + ["not issued"] * ended + history.faults_in()
        asked = row.signatories.filter(state="asked").count()
        last = NumberSeries.objects.get().last
        return faults_of_file(row) + ["nobody asked"] * (asked != 2) + ["a gap"] * (last != 1)

    return Act(do, faults)


def sealing() -> Act:
    sheet = sign_all(ceremony(2, programs=False).issued())
    job = Job.objects.get(kind="commitments.finish")

    def faults(ended: bool) -> list[str]:
        row = Sheet.objects.get(pk=sheet.pk)
        found, finals = faults_of_file(row), row.versions.filter(kind="final").count()
        if finals != (row.state == "completed") or (ended and row.state != "completed"):
            found.append(f"{finals} final versions, {row.state}")
        if ended and Job.objects.get(pk=job.pk).state != "done":
            found.append("the work has not ended")
        return found

    return Act(lambda: run(job.pk), faults)


def main(name: str, stride: int) -> None:
    the_ca()
    act = {"sign": signing, "issue": issuing, "seal": sealing}[name]()
    kept = Server() if connection.vendor == "postgresql" else Files()
    at, tried, faults = 1, 0, []
    while True:
        kept.go_back()
        if not dies(act, at):
            break
        tried += 1
        faults += [f"step {at}: {fault}" for fault in act.faults(False)]
        act.do()
        faults += [f"after step {at}: {fault}" for fault in act.faults(True)]
        at += stride
    print(json.dumps({"tried": tried, "steps": at - 1, "faults": faults}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
