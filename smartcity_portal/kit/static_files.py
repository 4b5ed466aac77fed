"""Which files of the packages are served? Only those that pages use: no source maps, no variants."""

from collections.abc import Iterable, Iterator

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

NOT_SERVED = [
    "*.map",
    "*.rtl.*",
    "bootstrap-grid*",
    "bootstrap-reboot*",
    "bootstrap-utilities*",
    "bootstrap.css",
    "bootstrap.js",
    "bootstrap.esm*",
    "bootstrap.bundle.js",
    "htmax*",
    "htmx-4*",
    "xregexp.js",
]


class ServedFilesConfig(StaticFilesConfig):
    """Django's app for static files, with fewer files."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *NOT_SERVED]


class ServedFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also where our scripts import each other; compressed; source maps left alone."""

    # Each pass follows one more step of a chain of script modules.
    max_post_process_passes = 12

    patterns = tuple(
        (kind, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for kind, rules in HashedFilesMixin.patterns
    ) + (("js/*.js", HashedFilesMixin._js_module_import_aggregation_patterns[1]),)  # type: ignore[attr-defined]

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages refer to: the hashed names."""
        hashed = set(self.hashed_files.values())
        yield from super().compress_files(path for path in paths if path in hashed)
