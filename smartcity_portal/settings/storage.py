"""Where do files, keys and static assets lie, and how large may they be?"""

import os
from pathlib import Path

from smartcity_portal.settings.environment import *

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", PORTAL_VAR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "smartcity_portal.kit.static_files.ServedFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
MEDIA_ROOT = PORTAL_VAR / "media"
# The one folder that all machines of a portal have in common; everything else is each one's own.
PORTAL_STORAGE = Path(os.environ.get("PORTAL_STORAGE", PORTAL_VAR))
BLOB_ROOT = Path(os.environ.get("BLOB_ROOT", PORTAL_STORAGE / "blobs"))
BOOK_CACHE = Path(os.environ.get("BOOK_CACHE", PORTAL_STORAGE / "book-cache"))
BOOK_CACHE_DAYS = float(os.environ.get("BOOK_CACHE_DAYS", "30"))
BOOK_CACHE_MEGABYTES = int(os.environ.get("BOOK_CACHE_MEGABYTES", "4000"))
CA_ROOT = Path(os.environ.get("CA_ROOT", PORTAL_VAR / "ca"))
# Locks the keys in CA_ROOT; "manage.py make_ca" makes them once in production.
CA_PASSPHRASE = os.environ.get("CA_PASSPHRASE", "")
# Where the keys of the authority lie in a token (PKCS#11) instead; the PIN may be CA_PASSPHRASE.
CA_PKCS11_MODULE = os.environ.get("CA_PKCS11_MODULE", "")
CA_PKCS11_TOKEN = os.environ.get("CA_PKCS11_TOKEN", "")
CA_PKCS11_PIN = os.environ.get("CA_PKCS11_PIN", "")
# Roots of BSrE, one PEM file each: only a chain that ends in one of them is "certified".
BSRE_ROOTS = Path(os.environ.get("BSRE_ROOTS", PORTAL_VAR / "bsre-roots"))
# Where the local stand-in of BSrE keeps its throw-away authority; never trusted in production.
BSRE_SIMULATION = PORTAL_VAR / "bsre-simulation"
# On which port of this machine the demo's stand-in answers; 0: none is started with the demo.
BSRE_SIMULATION_PORT = int(os.environ.get("BSRE_SIMULATION_PORT", "8112"))
# Hosts inside the own network that a signing service may answer from.
SIGNING_HOSTS = env_list("SIGNING_HOSTS")
# Hosts that may be asked for lists of certificates taken back by other authorities; none else is.
REVOCATION_HOSTS = env_list("REVOCATION_HOSTS", "" if PRODUCTION else "127.0.0.1")
# For how many seconds a signature waits while another service signs the same sheet.
LEASE_PATIENCE = float(os.environ.get("LEASE_PATIENCE", "12"))

UPLOAD_MAX_BYTES = 20 * 1024 * 1024
IMAGE_MAX_BYTES = 10 * 1024 * 1024
IMAGE_MAX_PIXELS = 40_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
