"""Which stylesheets does a book use? Those that all printed papers share."""

from smartcity_portal.kit.print_styles import FOLDER, stylesheet

__all__ = ["FOLDER", "stylesheet"]
