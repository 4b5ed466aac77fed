"""Does a book keep PDF/A-3b and PDF/UA-1, as far as a program can tell? For operators and archivists."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pikepdf
from django.core.management.base import BaseCommand, CommandError

from smartcity_portal.kit.pdf_checks import accessibility_faults, archive_faults

MOST_SHOWN = 40


class Command(BaseCommand):
    help = "Check PDF files against PDF/A-3b and the part of PDF/UA-1 that a program can check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        wrong = 0
        for file in files:
            try:
                asked = {"PDF/A-3b": archive_faults(file), "PDF/UA-1": accessibility_faults(file)}
            except (OSError, pikepdf.PdfError) as error:
                raise CommandError(f"{file}: {error}") from error
            for standard, faults in asked.items():
                wrong += len(faults)
                self.stdout.write(f"{file}  {standard}: {len(faults) or 'no'} faults found")
                for fault in faults[:MOST_SHOWN]:
                    self.stdout.write(f"  {fault}")
                if len(faults) > MOST_SHOWN:
                    self.stdout.write(f"  … {len(faults) - MOST_SHOWN} more")
        if wrong:
            raise CommandError(f"{wrong} faults found")
