"""Which authorities besides the portal's own may stand behind a signature on a sheet?"""

from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

SIMULATED = "TTE SIMULASI"
FORMER = "former-roots"


def bsre_roots() -> list[x509.Certificate]:
    """The roots of BSrE that the operators have laid down; only they make a signature certified."""
    return [certificate for path in _files() for certificate in _read(path)]


def simulated_roots() -> list[x509.Certificate]:
    """The throw-away root of the local stand-in; nowhere in production, and never certified."""
    if settings.PRODUCTION:
        return []
    return _read(settings.BSRE_SIMULATION / "root.pem")


def outside_roots() -> list[x509.Certificate]:
    """Every root that a signature from outside may end in."""
    return [*bsre_roots(), *simulated_roots()]


def own_root_files() -> list[Path]:
    """The portal's own root, and those from before it was replaced; the latter only for checking."""
    folder = Path(settings.CA_ROOT)
    return [folder / "root.pem", *sorted((folder / FORMER).glob("*.pem"))]


def root_files() -> list[Path]:
    """The files of those outside, for a process that checks files on its own."""
    simulated = settings.BSRE_SIMULATION / "root.pem"
    others = [] if settings.PRODUCTION or not simulated.exists() else [simulated]
    return [*_files(), *others]


def _files() -> list[Path]:
    folder = Path(settings.BSRE_ROOTS)
    return sorted([*folder.glob("*.pem"), *folder.glob("*.crt")]) if folder.is_dir() else []


def _read(path: Path) -> list[x509.Certificate]:
    try:
        content = path.read_bytes()
    except OSError:
        return []
    if not pem.detect(content):
        return []
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(content, True)]
