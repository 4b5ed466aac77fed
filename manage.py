#!/usr/bin/env python
"""Where do Django's commands start?"""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity_portal.settings.base")

if __name__ == "__main__":
    execute_from_command_line(sys.argv)
