"""How does an auditor get everything of an enrolment at once? As one ZIP that proves itself."""

from smartcity_portal.dossier import making

__all__ = ["making"]
