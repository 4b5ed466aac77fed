"""Is this PDF a genuine sheet? Prints what is known as JSON; exit 1 when it is not valid."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commitments.services import checking, expectations
from commitments.services.checking import Answer
from commitments.signing.bounded import inspect_file


class Command(BaseCommand):
    help = "Check a PDF against the portal's records and its signatures; JSON, exit 1 if not valid."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        answer = checking.answer(content)
        found = answer.found or inspect_file(file)
        deviations = (
            expectations.deviations(found, answer.version) if answer.version is not None else []
        )
        valid = answer.is_genuine and found.sound and not deviations
        report = _about(answer) | {
            "valid": valid,
            "deviations": deviations,
            "inspection": found.as_dict(),
        }
        self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
        if not valid:
            sys.exit(1)


def _about(answer: Answer) -> dict[str, Any]:
    about: dict[str, Any] = {
        "verdict": str(answer.verdict),
        "sha256": answer.sha256,
        "added_bytes": answer.added,
    }
    if answer.sheet is not None:
        about["sheet"] = {
            "code": answer.sheet.code,
            "number": answer.sheet.number,
            "title": answer.sheet.title,
            "state": answer.sheet.state,
            "region": answer.sheet.region.name,
        }
    if answer.version is not None:
        about["version"] = {
            "kind": answer.version.kind,
            "signatures": answer.version.signatures,
            "of": answer.version.sheet.signatories.count(),
        }
    return about
