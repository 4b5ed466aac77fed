#!/usr/bin/env python
"""Where do Django's commands start? Behind fresh translations: they are compiled, not kept."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from smartcity_portal.kit.translations import compile_stale

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity_portal.settings.base")

if __name__ == "__main__":
    compile_stale([Path(__file__).parent / "locale"])
    execute_from_command_line(sys.argv)
